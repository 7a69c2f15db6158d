using System.Diagnostics;
using System.Globalization;
using Azure.Storage.Blobs;
using PhotoScore.Benchmarks.Datasets;
using PhotoScore.Core.Storage;
using PhotoScore.Local.Azurite;

namespace PhotoScore.Benchmarks.Serving;

/// <summary>
/// <c>serving [SECONDS] [ROUNDS]</c>: requests a second and their times over HTTP, one JPEG of 500 x 375 each, with 1, 8 and 32 callers; beside a bare loop of decoding
/// and inference, and beside a Node server of sharp and onnxruntime-node, as one process and as a cluster of one process a core. Then the time from the start of a
/// process to its first answer. Each round measures all of them in turn.
/// </summary>
internal static class ServingBenchmark
{
    private const int ColdStarts = 3;
    private static readonly int[] Callers = [1, 8, 32];
    private static readonly string[] Architectures = ["basic-cnn", "resnet50-head-torchvision"];

    public static async Task RunAsync(string[] args)
    {
        var time = TimeSpan.FromSeconds(args.Length > 0 ? double.Parse(args[0], CultureInfo.InvariantCulture) : 5);
        var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 2;
        var photos = ServingPhotos.Jpegs();
        await using var azurite = await AzuriteServer.StartAsync();
        var models = new BlobContainerClient(azurite.ConnectionString, Containers.Models);
        await models.CreateIfNotExistsAsync();
        var networks = new List<ServedNetwork>();
        foreach (var architecture in Architectures)
            networks.Add(await ServedNetwork.PublishAsync(models, architecture));

        Console.WriteLine($"Requests a second and milliseconds a request, {Environment.ProcessorCount} cores, {time.TotalSeconds} s each.");
        Console.WriteLine($"{"network",-27}{"round",-6}{"callers",-8}{"bare/s",8}{"HTTP/s",8}{"p50",8}{"p99",8}{"to bare",9}{"Node/s",8}{"p50",8}{"p99",8}{"to Node",9}{"cluster/s",10}{"to it",7}");
        foreach (var network in networks)
        {
            for (var round = 1; round <= rounds; round++)
                await MeasureAsync(azurite, network, photos, round, time);
        }
        await MeasureColdAsync(azurite, networks, photos[0]);
    }

    private static async Task MeasureAsync(AzuriteServer azurite, ServedNetwork network, byte[][] photos, int round, TimeSpan time)
    {
        var bare = BareAnswers.Rate(network, photos, time);
        var ours = new List<LoadResult>();
        await using (var app = await StartAsync(azurite))
            await LoadAsync(app.Http, $"/api/models/{network.Name}/predict", ours);
        var (one, cluster) = (new List<LoadResult>(), new List<LoadResult>());
        foreach (var (workers, results) in new[] { (1, one), (Environment.ProcessorCount, cluster) })
        {
            await using var node = await NodeServer.StartAsync(network, workers);
            if (node is not null)
                await LoadAsync(node.Http, "/", results);
        }

        for (var i = 0; i < Callers.Length; i++)
        {
            var (own, peer, peers) = (ours[i], one.ElementAtOrDefault(i), cluster.ElementAtOrDefault(i));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{network.Architecture,-27}{round,-6}{Callers[i],-8}{bare,8:F1}{own.Rate,8:F1}{own.P50,8:F1}{own.P99,8:F1}{own.Rate / bare,9:F2}{peer?.Rate,8:F1}{peer?.P50,8:F1}{peer?.P99,8:F1}{own.Rate / peer?.Rate,9:F2}{peers?.Rate,10:F1}{own.Rate / peers?.Rate,7:F2}"));
        }

        async Task LoadAsync(HttpClient http, string path, List<LoadResult> results)
        {
            // Both compile themselves while they are first used.
            await Load.RunAsync(http, path, photos, Callers[1], TimeSpan.FromSeconds(Math.Min(3, time.TotalSeconds)));
            foreach (var callers in Callers)
                results.Add(await Load.RunAsync(http, path, photos, callers, time));
        }
    }

    private static async Task MeasureColdAsync(AzuriteServer azurite, IReadOnlyList<ServedNetwork> networks, byte[] photo)
    {
        Console.WriteLine("Milliseconds from the start of the process to its first answer:");
        foreach (var network in networks)
        {
            var times = new List<double>();
            for (var i = 0; i < ColdStarts; i++)
            {
                var watch = Stopwatch.StartNew();
                await using var app = await StartAsync(azurite);
                await Load.PostAsync(app.Http, $"/api/models/{network.Name}/predict", photo);
                times.Add(watch.Elapsed.TotalMilliseconds);
            }
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{network.Architecture,-27}{string.Join(", ", times.Order().Select(each => $"{each:F0}"))}"));
        }
    }

    private static Task<RunningProgram> StartAsync(AzuriteServer azurite) => RunningProgram.StartAsync(
        "functions", "PhotoScore.Functions", "/v2/health/live",
        port => ([], new() { ["AzureWebJobsStorage"] = azurite.ConnectionString, ["FUNCTIONS_PORT"] = $"{port}", ["Logging__LogLevel__Default"] = "Warning" }),
        TimeSpan.FromMilliseconds(10));
}
