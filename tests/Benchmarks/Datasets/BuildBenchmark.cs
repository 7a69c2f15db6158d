using System.Diagnostics;
using System.Globalization;
using Azure.Storage.Blobs;
using PhotoScore.Core.Imaging;
using PhotoScore.Core.Storage;
using PhotoScore.Local.Azurite;

namespace PhotoScore.Benchmarks.Datasets;

/// <summary>
/// <c>build [PHOTOS] [SIZE]</c>: photos a second of a whole build, from the POST to the finished dataset, beside a bare loop that only
/// downloads, decodes and resizes the same photos with the same concurrency on the same machine in the same run; the loop runs with libvips as the
/// decoder, as one writes it with public packages alone, and with the decoder of the build.
/// <c>build memory [PHOTOS…]</c>: the function app's peak memory with a managed heap of 192 MB, a new process for each number of photos.
/// </summary>
internal static class BuildBenchmark
{
    private const int Rounds = 3;
    private const int WarmBuilds = 2;

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
        await BareLoop.RunAsync(urls, LibvipsDecoder);
        await BareLoop.RunAsync(urls, OwnDecoder);
        await using var app = await StartAsync(azurite);
        for (var warm = 0; warm < WarmBuilds; warm++)
            await BuildRun.RunAsync(app.Http, "speed");

        var self = Process.GetCurrentProcess();
        using var storage = Process.GetProcessById(azurite.ProcessId);
        Console.WriteLine("Photos a second; the ratio of the build to each loop; processor ms a photo: the loops, the function app, the storage emulator.");
        Console.WriteLine($"{"round",-6}{"libvips loop",14}{"own loop",10}{"build",8}{"to libvips",12}{"to own",8}{"libvips",10}{"own",7}{"app",7}{"storage",9}");
        for (var round = 1; round <= Rounds; round++)
        {
            var vips = await MeasureAsync(() => BareLoop.RunAsync(urls, LibvipsDecoder), () => Processor(self));
            var own = await MeasureAsync(() => BareLoop.RunAsync(urls, OwnDecoder), () => Processor(self));
            var stored = Processor(storage);
            var build = await MeasureAsync(() => BuildRun.RunAsync(app.Http, "speed"), () => app.ProcessorTime);
            stored = Processor(storage) - stored;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{round,-6}{photos / vips.Seconds,14:F0}{photos / own.Seconds,10:F0}{photos / build.Seconds,8:F0}{vips.Seconds / build.Seconds,12:F2}{own.Seconds / build.Seconds,8:F2}{vips.ProcessorSeconds / photos * 1e3,10:F2}{own.ProcessorSeconds / photos * 1e3,7:F2}{build.ProcessorSeconds / photos * 1e3,7:F2}{stored.TotalMilliseconds / photos,9:F2}"));
        }
    }

    private static Pixels LibvipsDecoder(byte[] bytes) => ImageDecoder.DecodeByVips(bytes, SniffedType.Jpeg, DecodeOptions.Default).Pixels;

    private static Pixels OwnDecoder(byte[] bytes) => ImageDecoder.Decode(bytes).Pixels;

    private static TimeSpan Processor(Process process)
    {
        process.Refresh();
        return process.TotalProcessorTime;
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
