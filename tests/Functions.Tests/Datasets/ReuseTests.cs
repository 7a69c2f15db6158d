using System.Security.Cryptography;
using PhotoScore.Functions.Datasets;
using PhotoScore.Functions.Datasets.Planning;
using PhotoScore.Functions.Datasets.Progress;
using PhotoScore.Functions.Tests.Downloads;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Datasets;

/// <summary>A new version of a dataset fetches only what no earlier one did.</summary>
public sealed class ReuseTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private FaultySite _site = null!;
    private BuildBench _bench = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await FaultySite.StartAsync();
        _bench = await BuildBench.CreateAsync(azurite, ("Builds:CandidatesPerChunk", "7"));
        for (var i = 0; i < 40; i++)
            _site.Serve($"/{i}.jpg", i == 3 ? Some.Jpeg(i, 50, 50) : Some.Jpeg(i));
        _site.Serve("/4.jpg", 404);
    }

    public async ValueTask DisposeAsync()
    {
        await _bench.DisposeAsync();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task Build_same_recipe_with_more_photos_fetches_only_those()
    {
        await _bench.BuildAsync("more", Recipe(0..20));
        var before = Visits();

        var second = await _bench.BuildAsync("more", Recipe(0..30));

        Assert.Equal(Enumerable.Range(0, 40).Select(i => i is 4 or (>= 20 and < 30) ? before[i] + 1 : before[i]), Visits());
        var manifest = await _bench.ManifestAsync(second);
        Assert.Equal((28, 1, 1), (manifest.Outcomes["kept"], manifest.Outcomes["too-small"], manifest.Outcomes["http-404"]));
        var progress = await _bench.Get<BuildProgressReader>().ReadAsync(second, new FakeDurableClient(), Cancellation);
        Assert.Equal((BuildState.Completed, 30, 19), (progress!.Status, progress.Done, progress.Reused));
        Assert.Equal("96.7% of 30 candidates were fetched; 3.3% http-404.", progress.Findings!.SuccessRate!.All.Sentence);
    }

    [Fact]
    public async Task Build_with_and_without_reuse_gives_the_same_bytes()
    {
        await _bench.BuildAsync("bytes", Recipe(0..20));
        var fetched = await _bench.BuildAsync("bytes", Recipe(5..35, reuse: false));

        // The third takes photos from the first and the second, which are equal.
        var reused = await _bench.BuildAsync("bytes", Recipe(5..35));

        Assert.Equal(await HashesAsync(fetched), await HashesAsync(reused));
        Assert.Contains("shards/train-00000.tar", (await HashesAsync(reused)).Keys);
        Assert.Equal(3, _site.Visits("/4.jpg") + _site.Visits("/10.jpg"));
    }

    [Fact]
    public async Task Build_third_version_takes_photos_from_where_they_lie()
    {
        await _bench.BuildAsync("chain", Recipe(0..10));
        await _bench.BuildAsync("chain", Recipe(0..20));

        var third = await _bench.BuildAsync("chain", Recipe(0..20));

        Assert.Empty(await _bench.BlobsAsync(third, name => name.EndsWith(".tar", StringComparison.Ordinal) && name.StartsWith("chunks/", StringComparison.Ordinal)));
        Assert.Equal(18, (await _bench.ManifestAsync(third)).Outcomes["kept"]);
        Assert.Equal(1, _site.Visits("/15.jpg"));
    }

    [Theory]
    [InlineData("""{ "size": 64 }""", "{}")]
    [InlineData("""{ "size": 48 }""", """{ "respectNoAi": false }""")]
    public async Task Build_what_shapes_photos_is_changed_fetches_again(string image, string download)
    {
        await _bench.BuildAsync("other", Recipe(0..10));

        await _bench.BuildAsync("other", Recipe(0..10, image: image, download: download));

        Assert.Equal(2, _site.Visits("/1.jpg"));
    }

    [Fact]
    public async Task Build_what_leaves_photos_as_they_are_is_changed_fetches_nothing()
    {
        await _bench.BuildAsync("same", Recipe(0..10));

        var second = await _bench.BuildAsync("same", Recipe(0..10, download: """{ "retries": 1, "perHostPerSecond": 5000, "timeoutSeconds": 3 }""", names: """[ "small", "large" ]"""));

        Assert.Equal(1, _site.Visits("/1.jpg"));
        Assert.Equal(["small", "large"], (await _bench.ManifestAsync(second)).Classes);
    }

    [Fact]
    public async Task Build_tar_that_somebody_removed_is_fetched_again()
    {
        var first = await _bench.BuildAsync("gone", Recipe(0..20));
        var tars = (await _bench.BlobsAsync(first, name => name.StartsWith("chunks/", StringComparison.Ordinal) && name.EndsWith(".tar", StringComparison.Ordinal))).Keys.ToList();
        await _bench.Storage.Datasets.GetBlobClient(first.Paths.Prefix + tars[0]).DeleteAsync(cancellationToken: Cancellation);

        var second = await _bench.BuildAsync("gone", Recipe(0..20));

        Assert.Equal(18, (await _bench.ManifestAsync(second)).Outcomes["kept"]);
        Assert.Equal([1, 2], Visits().Take(20).Where((_, i) => i is not (3 or 4)).Distinct().Order());
    }

    [Fact]
    public async Task Build_photos_of_the_users_own_container_are_read_again()
    {
        foreach (var i in Enumerable.Range(0, 8))
            await _bench.UploadAsync($"own/{(i % 2 == 0 ? "a" : "b")}/{i}.jpg", Some.Jpeg(i));
        const string Own = """{ "sources": [ { "kind": "folder", "name": "own" } ], "labels": { "kind": "folder" }, "image": { "size": 48 } }""";
        var first = await _bench.BuildAsync("own", Own);
        await _bench.UploadAsync("own/a/0.jpg", Some.Jpeg(900));

        var second = await _bench.BuildAsync("own", Own);

        var (before, after) = (await _bench.PhotosAsync(first), await _bench.PhotosAsync(second));
        var changed = before.Zip(after).Where(pair => pair.First.Photo.Facts.Sha256 != pair.Second.Photo.Facts.Sha256);
        Assert.Equal("a/0.jpg", Assert.Single(changed).First.Photo.Candidate.Id);
    }

    [Fact]
    public async Task Build_planning_that_is_repeated_sees_what_the_first_attempt_saw()
    {
        var first = await _bench.AcceptAsync("racing", Recipe(0..20));
        var second = await _bench.AcceptAsync("racing", Recipe(0..20));
        var interrupted = false;
        _bench.Disturb = async (name, run) =>
        {
            if (name != nameof(PlanChunks) || interrupted)
                return await run(Cancellation);
            interrupted = true;
            await run(Cancellation);
            // As if it had been killed before its commit; meanwhile the first version is built.
            await _bench.Storage.Datasets.GetBlobClient(second.Work.Plan).DeleteAsync(cancellationToken: Cancellation);
            await _bench.RunAsync(first);
            return await run(Cancellation);
        };

        await _bench.RunAsync(second);

        Assert.Equal(await HashesAsync(first), await HashesAsync(second));
        Assert.Equal(2, _site.Visits("/1.jpg"));
    }

    private int[] Visits() => [.. Enumerable.Range(0, 40).Select(i => _site.Visits($"/{i}.jpg"))];

    private async Task<SortedDictionary<string, string>> HashesAsync(BuildId build)
    {
        var blobs = await _bench.BlobsAsync(build, name => name.StartsWith("shards/", StringComparison.Ordinal)
            || name.StartsWith("pictures/", StringComparison.Ordinal) || name is "photos.parquet" or "ledger.parquet");
        return new SortedDictionary<string, string>(blobs.ToDictionary(blob => blob.Key, blob => Convert.ToHexStringLower(SHA256.HashData(blob.Value))), StringComparer.Ordinal);
    }

    private string Recipe(Range photos, bool reuse = true, string image = """{ "size": 48 }""", string download = "{}", string names = """[ "bad", "good" ]""")
    {
        var items = Enumerable.Range(0, 40).Take(photos).Select(i =>
            $$"""{ "url": "{{_site.Root}}/{{i}}.jpg", "id": "p{{i:D2}}", "author": "a{{i}}", "metrics": { "favorites": {{i * 7 % 40}} } }""");
        var fetching = reuse ? download : """{ "reuse": false }""";
        return $$"""
            { "sources": [ { "kind": "urls", "items": [ {{string.Join(',', items)}} ] } ], "image": {{image}}, "download": {{fetching}},
              "labels": { "kind": "score", "score": { "metric": "favorites" }, "cut": "median", "names": {{names}} } }
            """;
    }
}
