using System.Diagnostics;
using System.Globalization;
using Azure.Storage.Blobs;
using PhotoScore.Core.Storage;
using PhotoScore.Local.Azurite;

namespace PhotoScore.Benchmarks.Datasets;

/// <summary>
/// <c>build [PHOTOS] [SIZE]</c>: photos a second of a whole build, from the POST to the finished dataset, beside a bare loop that only
/// downloads, decodes and resizes the same photos with the same concurrency on the same machine in the same run.
/// <c>build memory [PHOTOS…]</c>: the function app's peak memory with a managed heap of 192 MB, a new process for each number of photos.
/// </summary>
internal static class BuildBenchmark
{
    private const int Rounds = 3;

    // 192 MB, in hexadecimal as the runtime reads it. Without a limit the collector takes what the machine has, and the peak tells of that.
    private const string HeapLimit = "C000000";

    public static async Task RunAsync(string[] args)
    {
        await using var azurite = await AzuriteServer.StartAsync();
        await using var site = await RunningProgram.StartAsync("local/PhotoSite", "PhotoScore.Local.PhotoSite", "/", port => (["--urls", $"http://127.0.0.1:{port}"], []));
        var sources = new BlobContainerClient(azurite.ConnectionString, Containers.Sources);
        await sources.CreateIfNotExistsAsync();

        if (args is ["memory", .. var counts])
            await MeasureMemoryAsync(azurite, sources, site, counts.Length > 0 ? counts.Select(Whole) : [2_000, 20_000]);
        else
            await MeasureSpeedAsync(azurite, sources, site, args.Length > 0 ? Whole(args[0]) : 2_000, args.Length > 1 ? args[1] : "z");
    }

    private static async Task MeasureSpeedAsync(AzuriteServer azurite, BlobContainerClient sources, RunningProgram site, int photos, string size)
    {
        var urls = await PhotoLists.UploadFlickrAsync(sources, site.Http, "speed", photos, size);
        // The site paints each photo when it is first asked for, and the programs compile themselves: neither is what is measured.
        await BareLoop.RunAsync(urls);
        await using var app = await StartAsync(azurite);
        await BuildRun.RunAsync(app.Http, "speed");

        var self = Process.GetCurrentProcess();
        Console.WriteLine($"{"round",-6}{"bare loop",10}{"build",10}{"ratio",8}   photos a second; processor ms a photo: bare loop, function app");
        for (var round = 1; round <= Rounds; round++)
        {
            var (bare, bareProcessor) = await MeasureAsync(() => BareLoop.RunAsync(urls), () => { self.Refresh(); return self.TotalProcessorTime; });
            var (build, buildProcessor) = await MeasureAsync(() => BuildRun.RunAsync(app.Http, "speed"), () => app.ProcessorTime);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{round,-6}{photos / bare,10:F0}{photos / build,10:F0}{bare / build,8:F2}{bareProcessor / photos * 1e3,15:F2}{buildProcessor / photos * 1e3,8:F2}"));
        }
    }

    private static async Task MeasureMemoryAsync(AzuriteServer azurite, BlobContainerClient sources, RunningProgram site, IEnumerable<int> counts)
    {
        foreach (var count in counts)
        {
            await PhotoLists.UploadOwnAsync(sources, site.Http, "memory", count);
            await using var app = await StartAsync(azurite, new() { ["DOTNET_GCHeapHardLimit"] = HeapLimit });
            var seconds = (await BuildRun.RunAsync(app.Http, "memory")).TotalSeconds;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} photos in {seconds:F0} s: the function app's peak memory {app.PeakMegabytes} MB"));
        }
    }

    private static async Task<(double Seconds, double ProcessorSeconds)> MeasureAsync(Func<Task<TimeSpan>> run, Func<TimeSpan> processor)
    {
        var before = processor();
        var elapsed = await run();
        return (elapsed.TotalSeconds, (processor() - before).TotalSeconds);
    }

    private static Task<RunningProgram> StartAsync(AzuriteServer azurite, Dictionary<string, string>? more = null) => RunningProgram.StartAsync("functions", "PhotoScore.Functions", "/api/datasets", port => ([], new(more ?? [])
    {
        ["AzureWebJobsStorage"] = azurite.ConnectionString,
        ["FUNCTIONS_PORT"] = $"{port}",
        ["Downloads__AllowLoopback"] = "true",
    }));

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
