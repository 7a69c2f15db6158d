using System.Net;
using System.Text.Json;
using Azure.Storage.Blobs.Models;
using PhotoScore.EndToEnd.Processes;
using PhotoScore.Testing;

namespace PhotoScore.EndToEnd.Datasets;

/// <summary>Failures that have passed are mended through the HTTP API of the real process.</summary>
[Collection(nameof(FunctionsProcess))]
public sealed class RetryFailedApiTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const int Count = 20;
    private static readonly HashSet<int> Broken = [1, 4, 7, 12, 19];
    private static readonly Dictionary<string, string> Settings = new() { ["Downloads__AllowLoopback"] = "true", ["Builds__CandidatesPerChunk"] = "6" };

    private readonly CountingSite _site = new();
    private FunctionsProcess _functions = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _functions = new FunctionsProcess(azurite.ConnectionString, Settings);
        await _functions.StartAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _functions.DisposeAsync();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task Post_photos_that_can_be_reached_again_make_a_version_that_keeps_them()
    {
        _site.Failing = Broken;
        var items = Enumerable.Range(0, Count).Select(i => new { url = $"{_site.Root}/{i}.jpg", label = i % 2 == 0 ? "even" : "odd" });
        await _functions.PostAsync("/api/datasets/mended/builds", JsonSerializer.Serialize(new
        {
            sources = new[] { new { kind = "urls", items } },
            labels = new { kind = "given" },
            image = new { size = 32 },
            download = new { retries = 0 },
        }), HttpStatusCode.Accepted, Cancellation);
        Check(await EndAsync("v1"), "http-503", Broken.Count, reused: 0);
        var first = await ETagsAsync("v1");
        _site.Failing = new HashSet<int>();

        var accepted = await _functions.PostAsync("/api/datasets/mended/v1/retry-failed", "", HttpStatusCode.Accepted, Cancellation);

        Assert.Equal(("v2", "v1"), (accepted.GetProperty("version").GetString(), accepted.GetProperty("retryOf").GetString()));
        Assert.Equal(Broken.Count, accepted.GetProperty("retried").GetProperty("http-503").GetInt32());
        var progress = await EndAsync("v2");
        Check(progress, null, 0, reused: Count - Broken.Count);
        Assert.Equal("v1", progress.GetProperty("retryOf").GetString());
        // Asked again: those that failed, and nothing else.
        Assert.Equal(Enumerable.Range(0, Count).ToDictionary(i => i, i => Broken.Contains(i) ? 2 : 1), _site.Visits);
        Assert.Equal(first, await ETagsAsync("v1"));
        var refused = await _functions.PostAsync("/api/datasets/mended/v2/retry-failed", "", HttpStatusCode.Conflict, Cancellation);
        Assert.Contains("may have passed", refused.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private static void Check(JsonElement progress, string? outcome, int left, int reused)
    {
        Assert.True(progress.GetProperty("status").GetString() == "completed", progress.ToString());
        var expected = new Dictionary<string, int> { ["kept"] = Count - left };
        if (outcome is not null)
            expected[outcome] = left;
        Assert.Equal(expected, progress.GetProperty("counts").EnumerateObject().ToDictionary(count => count.Name, count => count.Value.GetInt32()));
        Assert.Equal(reused, progress.GetProperty("reused").GetInt32());
    }

    private Task<JsonElement> EndAsync(string version) => _functions.EndOfBuildAsync($"/api/datasets/mended/builds/{version}", TimeSpan.FromMinutes(2), Cancellation);

    // A blob that is written again, with the same bytes too, gets another tag. What the build's own steps leave behind is swept when it is complete already.
    private async Task<Dictionary<string, string>> ETagsAsync(string version) =>
        await azurite.Blobs.GetBlobContainerClient("datasets").GetBlobsAsync(new GetBlobsOptions { Prefix = $"mended/{version}/" }, Cancellation)
            .Where(blob => !blob.Name.StartsWith($"mended/{version}/work/", StringComparison.Ordinal))
            .ToDictionaryAsync(blob => blob.Name, blob => blob.Properties.ETag.ToString()!, cancellationToken: Cancellation);
}
