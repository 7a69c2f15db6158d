using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using PhotoScore.Core.Naming;
using PhotoScore.Functions.Datasets;
using PhotoScore.Functions.Datasets.Api;
using PhotoScore.Functions.Datasets.Progress;
using PhotoScore.Functions.Tests.Downloads;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Datasets;

/// <summary>A new version that tries again only what may now succeed.</summary>
public sealed class RetryFailedTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const int Photos = 24;

    private const string Recipe = """
        { "sources": [ { "kind": "urls", "blob": "lists/retry.csv" } ], "image": { "size": 48 }, "download": { "retries": 0 },
          "labels": { "kind": "score", "score": { "metric": "favorites" }, "cut": "median" } }
        """;

    private readonly FakeDurableClient _client = new();
    private FaultySite _site = null!;
    private BuildBench _bench = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await FaultySite.StartAsync();
        _bench = await BuildBench.CreateAsync(azurite, ("Builds:CandidatesPerChunk", "5"));
        await UploadListAsync(Photos);
        for (var i = 0; i < Photos; i++)
            _site.Serve($"/{i}.jpg", Some.Jpeg(i));
        _site.Serve("/1.jpg", 404);
        _site.Serve("/2.jpg", 503);
        _site.Serve("/3.jpg", Some.Jpeg(3)[..2_000]);
        _site.Serve("/5.jpg", Some.Jpeg(5, 20, 20));
    }

    public async ValueTask DisposeAsync()
    {
        await _bench.DisposeAsync();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task Post_failures_that_passed_are_mended_and_nothing_else_is_asked()
    {
        var first = await _bench.BuildAsync("mended", Recipe);
        var visits = Visits();
        // The list is not read again: this row would add a photo.
        await UploadListAsync(Photos + 1);
        foreach (var i in (int[])[1, 2, 3, 5])
            _site.Serve($"/{i}.jpg", Some.Jpeg(i));

        var accepted = await AcceptedAsync("mended", "v1");
        var second = new BuildId(accepted.Dataset, accepted.Version);
        await _bench.RunAsync(second);

        Assert.Equal(("v2", "v1", "/api/datasets/mended/builds/v2"), (accepted.Version.ToString(), accepted.RetryOf.ToString(), accepted.StatusUrl));
        Assert.Equal(new Dictionary<string, int> { ["http-503"] = 1, ["truncated"] = 1 }, accepted.Retried);
        Assert.Equal(Enumerable.Range(0, Photos).Select(i => visits[i] + (i is 2 or 3 ? 1 : 0)), Visits());
        var manifest = await _bench.ManifestAsync(second);
        Assert.Equal(new Dictionary<string, int> { ["http-404"] = 1, ["kept"] = Photos - 2, ["too-small"] = 1 }, manifest.Outcomes);
        Assert.Equal(VersionId.First, manifest.Recipe.RetryOf);
        // Its photos are those of a build that never met the faults.
        var ids = (await _bench.PhotosAsync(second)).Select(photo => (photo.Photo.Candidate.Id, photo.Photo.Facts.Sha256));
        Assert.Superset((await _bench.PhotosAsync(first)).Select(photo => (photo.Photo.Candidate.Id, photo.Photo.Facts.Sha256)).ToHashSet(), ids.ToHashSet());
    }

    [Fact]
    public async Task Post_of_a_repeat_repeats_what_is_left()
    {
        await _bench.BuildAsync("twice", Recipe);
        _site.Serve("/2.jpg", Some.Jpeg(2));
        var second = await AcceptedAsync("twice", "v1");
        await _bench.RunAsync(new BuildId(second.Dataset, second.Version));
        _site.Serve("/3.jpg", Some.Jpeg(3));

        var third = await AcceptedAsync("twice", "v2");
        var build = new BuildId(third.Dataset, third.Version);
        await _bench.RunAsync(build);

        Assert.Equal(new Dictionary<string, int> { ["truncated"] = 1 }, third.Retried);
        Assert.Equal(Photos - 2, (await _bench.ManifestAsync(build)).Outcomes["kept"]);
        var progress = (await _bench.Get<BuildProgressReader>().ReadAsync(build, _client, Cancellation))!;
        Assert.Equal((second.Version, Photos - 1), (progress.RetryOf, progress.Reused));
    }

    [Fact]
    public async Task Post_activities_that_are_doubled_leave_no_trace()
    {
        await _bench.BuildAsync("doubled", Recipe);
        _site.Serve("/2.jpg", Some.Jpeg(2));
        var plain = await AcceptedAsync("doubled", "v1");
        await _bench.RunAsync(new BuildId(plain.Dataset, plain.Version));
        var doubled = await AcceptedAsync("doubled", "v1");
        _bench.Disturb = async (_, run) =>
        {
            await run(Cancellation);
            return await run(Cancellation);
        };

        await _bench.RunAsync(new BuildId(doubled.Dataset, doubled.Version));

        Assert.Equal(
            (await _bench.ManifestAsync(new BuildId(plain.Dataset, plain.Version))).PhotosSha256,
            (await _bench.ManifestAsync(new BuildId(doubled.Dataset, doubled.Version))).PhotosSha256);
    }

    [Fact]
    public async Task Post_version_that_is_not_complete_is_a_conflict()
    {
        await _bench.AcceptAsync("young", Recipe);

        var problem = await ProblemAsync("young", "v1");

        Assert.Equal(409, problem.Status);
        Assert.Contains("not complete", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_nothing_that_may_pass_is_a_conflict_that_allocates_nothing()
    {
        foreach (var i in (int[])[2, 3])
            _site.Serve($"/{i}.jpg", Some.Jpeg(i));
        await _bench.BuildAsync("hopeless", Recipe);

        var problem = await ProblemAsync("hopeless", "v1");

        Assert.Equal(409, problem.Status);
        Assert.Contains("may have passed", problem.Detail, StringComparison.Ordinal);
        Assert.Single(await _bench.Store.VersionsAsync(DatasetName.Parse("hopeless"), Cancellation));
    }

    [Theory]
    [InlineData("nowhere", "v1")]
    [InlineData("nowhere", "v0")]
    [InlineData("No Name", "v1")]
    public async Task Post_unknown_version_is_not_found(string dataset, string version) =>
        Assert.Equal(404, (await ProblemAsync(dataset, version)).Status);

    private int[] Visits() => [.. Enumerable.Range(0, Photos).Select(i => _site.Visits($"/{i}.jpg"))];

    private async Task<AcceptedRetry> AcceptedAsync(string dataset, string version)
    {
        var http = new DefaultHttpContext();
        var answer = Assert.IsType<JsonResult>(await _bench.Get<RetryFailed>().RunAsync(http.Request, dataset, version, _client, Cancellation));
        var accepted = Assert.IsType<AcceptedRetry>(answer.Value);
        Assert.Equal((202, accepted.StatusUrl), (answer.StatusCode, http.Response.Headers.Location.ToString()));
        Assert.Contains($"build-{accepted.Dataset}-{accepted.Version}", _client.Instances.Keys);
        return accepted;
    }

    private async Task<ProblemDetails> ProblemAsync(string dataset, string version)
    {
        var answer = Assert.IsType<ObjectResult>(await _bench.Get<RetryFailed>().RunAsync(new DefaultHttpContext().Request, dataset, version, _client, Cancellation));
        return Assert.IsType<ProblemDetails>(answer.Value);
    }

    private Task UploadListAsync(int photos) => _bench.UploadAsync(
        "lists/retry.csv", System.Text.Encoding.UTF8.GetBytes("url,favorites\n" + string.Join('\n', Enumerable.Range(0, photos).Select(i => $"{_site.Root}/{i}.jpg,{i * 7 % 40}"))));
}
