using System.Collections.Concurrent;
using System.Security.Cryptography;
using PhotoScore.Functions.Tests.Downloads;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Datasets;

/// <summary>The same recipe on the same input gives the same bytes, whatever happens on the way.</summary>
public sealed class SameBytesTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private FaultySite _site = null!;
    private string _recipe = "";

    public async ValueTask InitializeAsync()
    {
        _site = await FaultySite.StartAsync();
        var items = Enumerable.Range(0, 60).Select(i => _site.Serve($"/{i}.jpg", i % 9 == 4 ? [1, 2, 3] : Some.Jpeg(i / 2 * (i % 3 == 0 ? 2 : 1) + 1)))
            .Select((url, i) => $$"""{ "url": "{{url}}", "author": "a{{i % 17}}", "metrics": { "views": {{(i * 7919) % 1000}}, "favorites": {{(i * 31) % 50}} } }""");
        _recipe = $$"""
            { "sources": [ { "kind": "urls", "items": [ {{string.Join(',', items)}} ] } ], "image": { "size": 48 },
              "labels": { "kind": "score", "score": { "metric": "favorites" }, "cut": "quantiles:3" },
              "duplicates": { "maxDistance": 2 }, "download": { "perHostPerSecond": 10000 } }
            """;
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Build_chunk_size_window_and_decoders_leave_no_trace()
    {
        var plain = await BuildAsync();

        Assert.Equal(plain, await BuildAsync(settings: [("Builds:CandidatesPerChunk", "7"), ("Builds:ChunksAtOnce", "1"), ("Builds:Decoders", "1"), ("Downloads:Concurrency", "1")]));
        Assert.Equal(plain, await BuildAsync(settings: [("Builds:CandidatesPerChunk", "4"), ("Builds:ChunksAtOnce", "9"), ("Builds:Decoders", "5")]));
        Assert.Contains("photos.parquet", plain.Keys);
        Assert.Contains("shards/train-00000.tar", plain.Keys);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Build_crashed_doubled_and_late_activities_leave_no_trace(int seed)
    {
        var plain = await BuildAsync();
        var late = new ConcurrentBag<Task>();
        var random = new Random(seed);

        var disturbed = await BuildAsync(
            async (name, run) =>
            {
                (int Kind, int Delay) fate;
                lock (random)
                    fate = (random.Next(4), random.Next(400));
                if (fate.Kind == 0)
                    await CrashAsync(run, TimeSpan.FromMilliseconds(fate.Delay));
                // A twin that the host believes lost: it goes on, and ends before or after the one that counts.
                if (fate.Kind == 1)
                    late.Add(Task.Run(() => run(CancellationToken.None)));
                // And one that is run again after it had ended.
                if (fate.Kind == 2)
                    await run(CancellationToken.None);
                return await run(CancellationToken.None);
            },
            ("Builds:CandidatesPerChunk", "5"));

        Assert.Equal(plain, disturbed);
        await Task.WhenAll(late).ContinueWith(_ => { }, TestContext.Current.CancellationToken, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private static async Task CrashAsync(Func<CancellationToken, Task<object?>> run, TimeSpan after)
    {
        using var crash = new CancellationTokenSource(after);
        try
        {
            await run(crash.Token);
        }
        catch (OperationCanceledException)
        {
            // As planned; it may also have been faster.
        }
    }

    private async Task<SortedDictionary<string, string>> BuildAsync(
        Func<string, Func<CancellationToken, Task<object?>>, Task<object?>>? disturb = null, params (string, string)[] settings)
    {
        await using var bench = await BuildBench.CreateAsync(azurite, settings);
        if (disturb is not null)
            bench.Disturb = disturb;
        var build = await bench.BuildAsync("same", _recipe);

        var manifest = await bench.ManifestAsync(build);
        Assert.Equal(60, manifest.Outcomes.Values.Sum());
        Assert.Equal(7, manifest.Outcomes["not-an-image"]);
        var blobs = await bench.BlobsAsync(build, name => name.StartsWith("shards/", StringComparison.Ordinal)
            || name.StartsWith("pictures/", StringComparison.Ordinal) || name is "photos.parquet" or "ledger.parquet");
        Assert.Equal(manifest.PhotosSha256, Convert.ToHexStringLower(SHA256.HashData(blobs["photos.parquet"])));
        var hashes = new SortedDictionary<string, string>(blobs.ToDictionary(blob => blob.Key, blob => Convert.ToHexStringLower(SHA256.HashData(blob.Value))), StringComparer.Ordinal);
        hashes["statistics"] = string.Join(' ', manifest.Statistics.Mean.Concat(manifest.Statistics.StandardDeviation).Select(value => value.ToString("R")));
        return hashes;
    }
}
