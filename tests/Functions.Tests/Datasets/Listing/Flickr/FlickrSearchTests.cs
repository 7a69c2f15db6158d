using Microsoft.AspNetCore.Http;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Functions.Datasets;
using PhotoScore.Functions.Datasets.Listing;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Datasets.Listing.Flickr;

public sealed class FlickrSearchTests(AzuriteFixture azurite) : IAsyncLifetime
{
    // 2024-01-01, in Unix seconds.
    private const long Day = 1_704_067_200;

    private FlickrStandIn _flickr = null!;

    public async ValueTask InitializeAsync() => _flickr = await FlickrStandIn.StartAsync();

    public ValueTask DisposeAsync() => _flickr.DisposeAsync();

    [Fact]
    public async Task ListAsync_photo_carries_all_that_the_search_tells()
    {
        _flickr.Add(1, Day, 1);
        await using var bench = await FlickrBench.CreateAsync(azurite, _flickr.Options);

        var photo = Assert.Single((await bench.ListAsync(new FlickrSource { Text = "sunset" })).Candidates);

        Assert.Equal(
            ("1000000", $"{_flickr.Options.Photos}65535/1000000_abc123_w.jpg", "12037949754@N01", $"{_flickr.Options.Pages}12037949754@N01/1000000", "Photo 1000000", "CC BY 2.0"),
            (photo.Id, photo.Url, photo.Author, photo.Page, photo.Title, photo.License));
        Assert.Equal(new Dictionary<string, double> { ["views"] = 100, ["favorites"] = 7, ["comments"] = 3, ["uploadedAt"] = Day }, photo.Metrics);
    }

    [Fact]
    public async Task ListAsync_more_than_a_query_reaches_lists_every_photo_once()
    {
        // Dense, sparse and dense again: the spans of upload time have to follow.
        _flickr.Add(6_000, Day, 1);
        _flickr.Add(500, Day + 1_000_000, 40_000);
        _flickr.Add(5_500, Day + 30_000_000, 30);
        await using var bench = await FlickrBench.CreateAsync(azurite, _flickr.Options);

        var candidates = (await bench.ListAsync(new FlickrSource { Text = "sunset" })).Candidates;

        Assert.Equal(_flickr.Photos.Select(photo => photo.Id).Order(), candidates.Select(candidate => candidate.Id).Order());
        Assert.Equal(candidates.OrderByDescending(candidate => candidate.Metrics["uploadedAt"]).Select(candidate => candidate.Id), candidates.Select(candidate => candidate.Id));
        // 25 pages hold 12,000 photos; the rest is the price of finding the spans.
        Assert.InRange(_flickr.Calls.Count, 25, 60);
    }

    [Fact]
    public async Task ListAsync_oldest_first_begins_at_the_other_end()
    {
        _flickr.Add(5_000, Day, 60);
        await using var bench = await FlickrBench.CreateAsync(azurite, _flickr.Options);

        var candidates = (await bench.ListAsync(new FlickrSource { Text = "sunset", Sort = FlickrSort.DatePostedAsc, MaxPhotos = 4_500 })).Candidates;

        Assert.Equal(_flickr.Photos.Take(4_500).Select(photo => photo.Id), candidates.Select(candidate => candidate.Id));
    }

    [Fact]
    public async Task ListAsync_few_photos_of_many_takes_the_first_ones_without_dividing_the_search()
    {
        _flickr.Add(9_000, Day, 60);
        await using var bench = await FlickrBench.CreateAsync(azurite, _flickr.Options);

        var candidates = (await bench.ListAsync(new FlickrSource { Text = "sunset", Sort = FlickrSort.Relevance, MaxPhotos = 1_200 })).Candidates;

        Assert.Equal(_flickr.Photos.TakeLast(1_200).Reverse().Select(photo => photo.Id), candidates.Select(candidate => candidate.Id));
        Assert.Equal(3, _flickr.Calls.Count);
    }

    [Fact]
    public async Task ListAsync_page_that_is_asked_again_is_the_same()
    {
        _flickr.Add(1_200, Day, 60);
        await using var bench = await FlickrBench.CreateAsync(azurite, _flickr.Options);
        var recipe = new FlickrSource { Text = "sunset" };

        var first = await bench.PageAsync(recipe);
        var second = await bench.PageAsync(recipe, first.NextPage);
        var again = await bench.PageAsync(recipe, first.NextPage);

        Assert.Equal(second.Candidates.Select(candidate => candidate.Key), again.Candidates.Select(candidate => candidate.Key));
        Assert.Equal(second.NextPage, again.NextPage);
        Assert.Empty(first.Candidates.Select(candidate => candidate.Key).Intersect(second.Candidates.Select(candidate => candidate.Key)));
    }

    [Fact]
    public async Task ListAsync_young_photos_and_those_outside_the_dates_are_not_asked_for()
    {
        var accepted = FlickrBench.AcceptedAt.ToUnixTimeSeconds();
        _flickr.Add(100, accepted - (100 * 86_400), 86_400);
        await using var bench = await FlickrBench.CreateAsync(azurite, _flickr.Options);

        var old = await bench.ListAsync(new FlickrSource { Text = "sunset", MinUploadAgeDays = 30 });
        var between = await bench.ListAsync(new FlickrSource
        {
            Text = "sunset",
            UploadedAfter = FlickrBench.AcceptedAt.AddDays(-50),
            UploadedBefore = FlickrBench.AcceptedAt.AddDays(-40),
        });

        Assert.Equal(71, old.Candidates.Count);
        Assert.Equal(10, between.Candidates.Count);
    }

    [Fact]
    public async Task ListAsync_extra_without_favourites_asks_for_each_and_goes_on_where_it_stopped()
    {
        _flickr.CountsFavorites = false;
        _flickr.Add(250, Day, 60);
        await using var bench = await FlickrBench.CreateAsync(azurite, _flickr.Options);

        var candidates = (await bench.ListAsync(new FlickrSource { Text = "sunset" })).Candidates;

        Assert.Equal(250, candidates.DistinctBy(candidate => candidate.Id).Count());
        Assert.All(candidates, candidate => Assert.Equal(7, candidate.Metrics["favorites"]));
        Assert.Equal(250, _flickr.Calls.Count(call => call.Method == "flickr.photos.getFavorites"));
    }

    [Theory]
    [InlineData("busy")]
    [InlineData("down")]
    [InlineData("cut")]
    [InlineData("slow")]
    [InlineData("unavailable")]
    public async Task ListAsync_fault_that_passes_is_asked_again(string fault)
    {
        _flickr.Add(1_200, Day, 60);
        _flickr.Fault = async (http, call) =>
        {
            if (call % 2 == 0)
                return false;
            await FailAsync(http, fault);
            return true;
        };
        await using var bench = await FlickrBench.CreateAsync(azurite, _flickr.Options);

        var candidates = (await bench.ListAsync(new FlickrSource { Text = "sunset" })).Candidates;

        Assert.Equal(_flickr.Photos.Count, candidates.DistinctBy(candidate => candidate.Id).Count());
        if (fault == "busy")
            Assert.All(bench.Clock.Waits, wait => Assert.InRange(wait.TotalSeconds, 6, 7));
    }

    [Fact]
    public async Task ListAsync_long_pause_that_the_api_asks_for_is_the_builds_to_wait_for()
    {
        _flickr.Add(10, Day, 60);
        _flickr.Fault = (http, _) =>
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            http.Response.Headers.RetryAfter = "900";
            return Task.FromResult(true);
        };
        await using var bench = await FlickrBench.CreateAsync(azurite, _flickr.Options);

        var wait = await Assert.ThrowsAsync<NotYetException>(() => bench.PageAsync(new FlickrSource { Text = "sunset" }));

        Assert.Equal(TimeSpan.FromMinutes(15), wait.NotBefore - bench.Clock.GetUtcNow());
        Assert.Single(_flickr.Calls);
    }

    [Theory]
    [InlineData("refused-key-0987654321", null, "Sources:Flickr:Keys")]
    [InlineData(FlickrStandIn.GoodKey, "404@N00", "Unknown user")]
    public async Task ListAsync_fault_that_no_attempt_mends_says_what_to_do_and_never_the_key(string key, string? user, string said)
    {
        var options = _flickr.Options;
        options.Keys = [key];
        await using var bench = await FlickrBench.CreateAsync(azurite, options);

        var fault = await Assert.ThrowsAsync<BuildFaultException>(() => bench.PageAsync(new FlickrSource { Text = "sunset", User = user }));

        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(key, fault.ToString(), StringComparison.Ordinal);
        Assert.Single(_flickr.Calls);
    }

    [Fact]
    public async Task ListAsync_key_that_the_api_calls_spent_is_left_alone_and_another_goes_on()
    {
        const string spent = "spent-key-1234567890";
        _flickr.Keys.Add(spent);
        _flickr.Add(1_200, Day, 60);
        _flickr.Fault = (http, _) =>
        {
            if (http.Request.Query["api_key"] != spent)
                return Task.FromResult(false);
            http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            http.Response.Headers.RetryAfter = "600";
            return Task.FromResult(true);
        };
        await using var bench = await FlickrBench.CreateAsync(azurite, _flickr.Options);

        var candidates = (await bench.ListAsync(new FlickrSource { Text = "sunset" })).Candidates;

        Assert.Equal(1_200, candidates.Count);
        Assert.Single(_flickr.Calls, call => call.Key == spent);
        Assert.Empty(bench.Clock.Waits);
    }

    [Fact]
    public async Task ListAsync_one_refused_key_of_several_is_named_by_its_place()
    {
        var options = _flickr.Options;
        options.Keys = ["refused-key-0987654321", FlickrStandIn.GoodKey];
        await using var bench = await FlickrBench.CreateAsync(azurite, options);

        var fault = await Assert.ThrowsAsync<BuildFaultException>(() => bench.PageAsync(new FlickrSource { Text = "sunset" }));

        Assert.Contains("key 1 of 2", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("refused-key", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ListAsync_no_key_says_where_to_put_one()
    {
        await using var bench = await FlickrBench.CreateAsync(azurite, new());

        var fault = await Assert.ThrowsAsync<BuildFaultException>(() => bench.PageAsync(new FlickrSource { Text = "sunset" }));

        Assert.Contains("Sources:Flickr", fault.Message, StringComparison.Ordinal);
    }

    private static async Task FailAsync(HttpContext http, string fault)
    {
        switch (fault)
        {
            case "busy":
                http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                http.Response.Headers.RetryAfter = "6";
                break;
            case "down":
                http.Response.StatusCode = StatusCodes.Status502BadGateway;
                await http.Response.WriteAsync("<html>bad gateway</html>");
                break;
            case "cut":
                http.Response.ContentLength = 1_000;
                await http.Response.WriteAsync("{\"photos\":{\"page\":1,");
                await http.Response.Body.FlushAsync();
                http.Abort();
                break;
            case "slow":
                await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                break;
            default:
                await http.Response.WriteAsync("{\"stat\":\"fail\",\"code\":105,\"message\":\"Service currently unavailable\"}");
                break;
        }
    }
}
