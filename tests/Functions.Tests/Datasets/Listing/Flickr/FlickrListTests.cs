using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Functions.Datasets.Listing;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Datasets.Listing.Flickr;

public sealed class FlickrListTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private FlickrStandIn _flickr = null!;

    public async ValueTask InitializeAsync() => _flickr = await FlickrStandIn.StartAsync();

    public ValueTask DisposeAsync() => _flickr.DisposeAsync();

    [Fact]
    public async Task ListAsync_ids_and_pages_are_resolved_and_what_is_gone_is_told()
    {
        _flickr.Photos.AddRange([
            new StandInPhoto("101", 1_700_000_000), new StandInPhoto("102", 1_700_000_001) { Favorites = 0 },
            new StandInPhoto("103", 1_700_000_002) { Private = true }, new StandInPhoto("104", 1_700_000_003) { Media = "video" },
        ]);
        await using var bench = await FlickrBench.CreateAsync(azurite, _flickr.Options);
        await bench.UploadAsync("lists/ids.txt", $"101\r\nhttps://www.flickr.com/photos/ann/102/in/pool-1/\r\n\r\n103\r\n{_flickr.Options.Pages}bob/104\r\nhttps://example.com/photos/ann/105\r\nnothing");

        var (candidates, skipped) = await bench.ListAsync(new FlickrSource { Blob = "lists/ids.txt" });

        Assert.Equal([("101", 7.0), ("102", 0.0)], candidates.Select(candidate => (candidate.Id, candidate.Metrics["favorites"])));
        Assert.Equal($"{_flickr.Options.Photos}65535/101_abc123.jpg", candidates[0].Url);
        Assert.Equal(("All rights reserved", "Photo 101", $"{_flickr.Options.Pages}12037949754@N01/101"), (candidates[0].License, candidates[0].Title, candidates[0].Page));
        Assert.Equal(
            [("103", Outcomes.Removed), ("104", Outcomes.NotAPhoto), ("https://example.com/photos/ann/105", Outcomes.BadEntry), ("nothing", Outcomes.BadEntry)],
            skipped.Select(entry => (entry.Candidate.Id, entry.Outcome)));
    }

    [Fact]
    public async Task ListAsync_spent_budget_gives_what_was_learnt_and_then_says_when_to_go_on()
    {
        _flickr.Add(20, 1_700_000_000, 1);
        var options = _flickr.Options;
        options.CallsPerHour = 11;
        await using var bench = await FlickrBench.CreateAsync(azurite, options);
        var recipe = new FlickrSource { Photos = [.. _flickr.Photos.Select(photo => photo.Id)] };

        var first = await bench.PageAsync(recipe);
        var wait = await Assert.ThrowsAsync<NotYetException>(() => bench.PageAsync(recipe, first.NextPage));
        var (candidates, _) = await bench.ListAsync(recipe);

        // Two calls a photo: the sixth has only its first one.
        Assert.Equal(5, first.Candidates.Count);
        Assert.InRange(wait.NotBefore - FlickrBench.AcceptedAt, TimeSpan.FromHours(1), TimeSpan.FromMinutes(61));
        Assert.Contains("11 calls", wait.WaitsFor, StringComparison.Ordinal);
        Assert.DoesNotContain(FlickrStandIn.GoodKey, wait.ToString(), StringComparison.Ordinal);
        Assert.Equal(recipe.Photos!, candidates.Select(candidate => candidate.Id));
    }

    [Fact]
    public async Task ListAsync_two_keys_share_the_calls_and_neither_exceeds_its_budget()
    {
        _flickr.Add(10, 1_700_000_000, 1);
        _flickr.Keys.Add("other-key-1234567890");
        var options = _flickr.Options;
        options.CallsPerHour = 10;
        await using var bench = await FlickrBench.CreateAsync(azurite, options);

        var page = await bench.PageAsync(new FlickrSource { Photos = [.. _flickr.Photos.Select(photo => photo.Id)] });

        Assert.Equal(10, page.Candidates.Count);
        Assert.Equal([10, 10], _flickr.Calls.CountBy(call => call.Key).Select(count => count.Value));
        Assert.Empty(bench.Clock.Waits);
    }
}
