using PhotoScore.Local.Stack.Services;
using Spectre.Console;

namespace PhotoScore.Local.Stack.Screen;

/// <summary>What runs where, and what to try.</summary>
internal static class Overview
{
    public static void Write(IAnsiConsole console, StackServices services, StackOptions options)
    {
        var table = new Table().Border(TableBorder.Rounded).Title("[bold]PhotoScore on one machine[/]").AddColumns("what", "where", "process", "log", "");
        table.AddRow("Azurite", Endpoint(services.Storage), services.AzuriteProcess, "", services.AzuriteNote);
        foreach (var child in services.Children)
        {
            var where = child.Name switch
            {
                "functions" => services.Functions.ToString(),
                "photo site" => services.PhotoSite.ToString(),
                _ => "queue training-jobs",
            };
            table.AddRow(child.Name, where, $"{child.ProcessId}", Path.GetFileName(child.Log), "");
        }
        console.Write(table);
        console.MarkupLine("[bold]Try[/]");
        // Written raw: a line that is wrapped or framed can't be copied.
        foreach (var line in Tries(services.Functions, services.PhotoSite))
            console.Profile.Out.Writer.WriteLine(line);
        console.MarkupLine($"[dim]Logs are in {Markup.Escape(options.Logs)}. Ctrl-C ends everything.[/]");
    }

    public static IReadOnlyList<string> Tries(Uri functions, Uri site) =>
    [
        $"  curl {functions}api/datasets",
        $"  {functions}api/datasets/demo/v1/report   (in a browser)",
        $"  curl {functions}api/models",
        $"  curl '{site}list.jsonl?count=3'",
        $"  curl -s '{site}photos/000042.jpg?seed=1' -o photo.jpg",
        $"  curl -H 'Content-Type: image/jpeg' --data-binary @photo.jpg {functions}api/models/demo/predict",
    ];

    private static string Endpoint(string connection) => connection.Split(';')
        .Where(part => part.StartsWith("BlobEndpoint=", StringComparison.Ordinal))
        .Select(part => new Uri(part["BlobEndpoint=".Length..]).GetLeftPart(UriPartial.Authority))
        .Single();
}
