using System.Globalization;
using System.Text;
using Azure.Storage.Blobs;
using PhotoScore.Core.Storage;
using PhotoScore.Local.Azurite;

namespace PhotoScore.Benchmarks.Datasets;

/// <summary>
/// Photos a second of a whole build, from the POST to the finished dataset, beside a bare loop that only downloads, decodes and resizes
/// the same photos with the same concurrency on the same machine in the same run; and the function app's peak memory.
/// </summary>
internal static class BuildBenchmark
{
    private const int Rounds = 3;

    /// <param name="args">How many photos (2,000), and how many for the second look at memory (0: none).</param>
    public static async Task RunAsync(string[] args)
    {
        var photos = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 2_000;
        var more = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 0;

        await using var azurite = await AzuriteServer.StartAsync();
        await using var site = await RunningProgram.StartAsync("local/PhotoSite", "PhotoScore.Local.PhotoSite", "/", port => (["--urls", $"http://127.0.0.1:{port}"], []));
        var sources = new BlobContainerClient(azurite.ConnectionString, Containers.Sources);
        await sources.CreateIfNotExistsAsync();

        var urls = await ListAsync(sources, site, photos);
        // The site paints each photo when it is first asked for; that is not what is measured.
        await BareLoop.RunAsync(urls);

        await using (var app = await StartAsync(azurite))
        {
            await BuildRun.RunAsync(app.Http, photos);
            Console.WriteLine($"{"round",-8}{"bare loop",12}{"build",12}{"ratio",8}   photos a second");
            for (var round = 1; round <= Rounds; round++)
            {
                var bare = photos / (await BareLoop.RunAsync(urls)).TotalSeconds;
                var build = photos / (await BuildRun.RunAsync(app.Http, photos)).TotalSeconds;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{round,-8}{bare,12:F0}{build,12:F0}{build / bare,8:F2}"));
            }
        }

        foreach (var count in more > 0 ? (int[])[photos, more] : [])
        {
            await ListAsync(sources, site, count);
            await using var app = await StartAsync(azurite);
            var seconds = (await BuildRun.RunAsync(app.Http, count)).TotalSeconds;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} photos in {seconds:F0} s: the function app's peak memory {app.PeakMegabytes} MB"));
        }
    }

    private static Task<RunningProgram> StartAsync(AzuriteServer azurite) => RunningProgram.StartAsync("functions", "PhotoScore.Functions", "/api/datasets", port => ([], new()
    {
        ["AzureWebJobsStorage"] = azurite.ConnectionString,
        ["FUNCTIONS_PORT"] = $"{port}",
        ["Downloads__AllowLoopback"] = "true",
    }));

    private static async Task<IReadOnlyList<string>> ListAsync(BlobContainerClient sources, RunningProgram site, int photos)
    {
        var list = await site.Http.GetByteArrayAsync($"/list.jsonl?count={photos}");
        await sources.GetBlobClient($"bench-{photos}.jsonl").UploadAsync(new BinaryData(list), overwrite: true);
        return [.. Encoding.UTF8.GetString(list).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => System.Text.Json.JsonElement.Parse(line).GetProperty("url").GetString()!)];
    }
}
