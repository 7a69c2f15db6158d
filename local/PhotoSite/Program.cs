using PhotoScore.Local.PhotoSite;

await using var app = Site.Create(args);
await app.StartAsync();
Console.WriteLine($"The photo site listens on {string.Join(' ', app.Urls)}");
await app.WaitForShutdownAsync();
