using System.Text;
using System.Text.Json;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Tables;
using PhotoScore.Core.Json;
using PhotoScore.Functions.Datasets;
using PhotoScore.Functions.Datasets.Listing;
using PhotoScore.Functions.Datasets.Orchestration;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Datasets.Listing.Flickr;

/// <summary>Whole builds from Flickr's stand-in.</summary>
public sealed class FlickrBuildTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Labels = """
        "labels": { "kind": "score", "score": { "ratio": [ "favorites", "views" ], "smoothing": 1, "log": 2 }, "cut": "mean", "names": [ "bad", "good" ] },
        "image": { "minWidth": 1, "minHeight": 1, "size": 64 }
        """;

    private FlickrStandIn _flickr = null!;

    public async ValueTask InitializeAsync()
    {
        _flickr = await FlickrStandIn.StartAsync();
        for (var i = 0; i < 16; i++)
            _flickr.Photos.Add(new StandInPhoto($"{500 + i}", 1_700_000_000 + i) { Views = 1_000, Favorites = i * 10 });
    }

    public ValueTask DisposeAsync() => _flickr.DisposeAsync();

    [Fact]
    public async Task Build_search_gives_scores_and_names_pictures_that_are_unavailable()
    {
        _flickr.Gone.Add("503");
        await using var bench = await CreateAsync(callsPerHour: 3_600);

        var build = await bench.BuildAsync("sunsets", $$"""{ "sources": [ { "kind": "flickr", "text": "sunset" } ], {{Labels}} }""");

        var ledger = await bench.LedgerAsync(build);
        Assert.Equal(["503"], ledger.Where(entry => entry.Outcome == Outcomes.PhotoUnavailable).Select(entry => entry.Candidate.Id));
        Assert.Equal(15, ledger.Count(entry => entry.Outcome == Outcomes.Kept));
        var best = (await bench.PhotosAsync(build)).Single(photo => photo.Photo.Candidate.Id == "515");
        Assert.Equal(Math.Log2(151.0 / 1_001), best.Photo.Score!.Value, 12);
    }

    [Fact]
    public async Task Build_spent_budget_waits_by_a_durable_timer_and_tells_for_what()
    {
        await using var bench = await CreateAsync(callsPerHour: 10);

        var build = await bench.BuildAsync("listed", ListRecipe());

        Assert.Equal(16, (await bench.LedgerAsync(build)).Count(entry => entry.Outcome == Outcomes.Kept));
        // 32 calls at 10 an hour: three times the keys come back.
        Assert.Equal(3, bench.Clock.Leaps.Count);
        var waits = bench.Statuses.Cast<BuildStatus>().Where(status => status.WaitsUntil is not null).ToList();
        Assert.Equal(bench.Clock.Leaps, waits.Select(status => status.WaitsUntil!.Value.UtcDateTime));
        Assert.All(waits, status => Assert.Contains("Flickr", status.WaitsFor, StringComparison.Ordinal));
        Assert.Equal([5, 10, 15], waits.Select(status => status.Candidates));
        Assert.Null(bench.Statuses.Cast<BuildStatus>().Last().WaitsFor);
    }

    [Fact]
    public async Task Build_crash_after_each_page_lists_the_same_candidates_with_no_call_more()
    {
        await using var calm = await CreateAsync(callsPerHour: 10);
        await using var stormy = await CreateAsync(callsPerHour: 10);
        stormy.Disturb = async (name, run) =>
        {
            var cancellation = TestContext.Current.CancellationToken;
            // The attempt is carried out, its answer is lost, and it is made again.
            if (name == nameof(ListCandidates))
                await run(cancellation);
            return await run(cancellation);
        };

        var expected = await calm.BuildAsync("calm", ListRecipe());
        var callsOfOne = _flickr.Calls.Count;
        var build = await stormy.BuildAsync("stormy", ListRecipe());

        Assert.Equal(await KeysAsync(calm, expected), await KeysAsync(stormy, build));
        Assert.Equal(2 * callsOfOne, _flickr.Calls.Count);
    }

    [Fact]
    public async Task Build_no_blob_status_or_error_holds_a_key()
    {
        await using var bench = await CreateAsync(callsPerHour: 10);

        var build = await bench.BuildAsync("listed", ListRecipe());

        var said = new StringBuilder(JsonSerializer.Serialize(bench.Statuses, StoredJson.Compact));
        said.Append(JsonSerializer.Serialize(await bench.LedgerAsync(build), StoredJson.Compact));
        foreach (var (name, content) in await bench.BlobsAsync(build, _ => true))
        {
            said.Append(name).Append(Encoding.Latin1.GetString(content));
            if (name.StartsWith("candidates/", StringComparison.Ordinal))
                said.Append((await CandidatePages.ReadAsync(new MemoryStream(content), TestContext.Current.CancellationToken)).NextPage);
        }
        await foreach (var blob in bench.Storage.State.GetBlobsAsync(cancellationToken: TestContext.Current.CancellationToken))
            said.Append((await bench.Storage.State.GetBlobClient(blob.Name).DownloadContentAsync(TestContext.Current.CancellationToken)).Value.Content);
        Assert.DoesNotContain(FlickrStandIn.GoodKey, said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_key_that_is_refused_fails_and_says_what_to_do()
    {
        await using var bench = await CreateAsync(callsPerHour: 10, key: "refused-key-0987654321");

        var fault = await Assert.ThrowsAsync<BuildFaultException>(() =>
            bench.BuildAsync("refused", $$"""{ "sources": [ { "kind": "flickr", "text": "sunset" } ], {{Labels}} }"""));

        Assert.Contains("Sources:Flickr:Keys", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("refused-key", fault.ToString(), StringComparison.Ordinal);
    }

    private Task<BuildBench> CreateAsync(int callsPerHour, string key = FlickrStandIn.GoodKey) => BuildBench.CreateAsync(azurite,
        ("Sources:Flickr:Api", $"{_flickr.Options.Api}"), ("Sources:Flickr:Photos", $"{_flickr.Options.Photos}"), ("Sources:Flickr:Pages", $"{_flickr.Options.Pages}"),
        ("Sources:Flickr:Keys:0", key), ("Sources:Flickr:CallsPerHour", $"{callsPerHour}"));

    private string ListRecipe() =>
        $$"""{ "sources": [ { "kind": "flickr", "photos": [ {{string.Join(", ", _flickr.Photos.Select(photo => $"\"{photo.Id}\""))}} ] } ], {{Labels}} }""";

    private static async Task<IReadOnlyList<string>> KeysAsync(BuildBench bench, BuildId build) =>
        [.. (await bench.LedgerAsync(build)).Select(entry => $"{entry.Candidate.Key} {entry.Outcome}")];
}
