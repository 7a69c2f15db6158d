using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Functions.Datasets;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Datasets.Listing.Instagram;

public sealed class InstagramListerTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private GraphStandIn _api = null!;
    private InstagramBench _bench = null!;
    private Functions.Storage.PhotoStorage _storage = null!;

    public async ValueTask InitializeAsync()
    {
        _api = await GraphStandIn.StartAsync();
        _storage = await Functions.Tests.Some.StorageAsync(azurite);
        _bench = new InstagramBench(_storage, _api);
    }

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task ListAsync_account_gives_its_photos_with_metrics_author_and_page()
    {
        _api.Accounts["a.photographer"] = (1_200, [new StandInPost("17", Likes: 30, Comments: 4)]);

        var photo = Assert.Single((await _bench.PageAsync(new() { Accounts = ["a.photographer"] })).Candidates);

        Assert.Equal(("17", "a.photographer", "https://www.instagram.com/p/17/", "A caption of 17"), (photo.Id, photo.Author, photo.Page, photo.Title));
        Assert.EndsWith("/media/17.jpg", photo.Url, StringComparison.Ordinal);
        Assert.Equal(
            new SortedDictionary<string, double> { ["comments"] = 4, ["followers"] = 1_200, ["likes"] = 30, ["uploadedAt"] = 1_767_323_045 },
            new SortedDictionary<string, double>(photo.Metrics.ToDictionary()));
    }

    [Fact]
    public async Task ListAsync_many_posts_are_paged_and_each_page_resumes_where_the_last_ended()
    {
        foreach (var name in (string[])["a", "b", "c"])
            _api.Accounts[name] = (10, InstagramBench.Posts(430, name));
        var recipe = new InstagramSource { Accounts = ["a", "b", "c"] };

        var pages = await _bench.AllAsync(recipe);

        Assert.Equal(["530", "530", "230"], pages.Select(page => $"{page.Candidates.Count}"));
        Assert.Equal(3 * 430, pages.SelectMany(page => page.Candidates).Select(candidate => candidate.Key).Distinct().Count());
        Assert.Equivalent(pages[1], await _bench.PageAsync(recipe, pages[0].NextPage), strict: true);
        Assert.Equal(27 + 11, _api.Tokens.Count);
    }

    [Fact]
    public async Task ListAsync_stops_asking_when_the_recipe_has_enough()
    {
        _api.Accounts["a"] = (10, InstagramBench.Posts(430));

        var page = await _bench.PageAsync(new() { Accounts = ["a"] }, room: 60);

        Assert.InRange(page.Candidates.Count, 60, 100);
        Assert.Equal(2, _api.Tokens.Count);
    }

    [Fact]
    public async Task ListAsync_what_is_no_photo_of_age_is_skipped_with_its_outcome()
    {
        var now = _bench.Clock.GetUtcNow();
        _api.Accounts["a"] = (10,
        [
            new("young", At: now.AddDays(-29)), new("due", At: now.AddDays(-30)), new("video", Type: "VIDEO"), new("album", Type: "CAROUSEL_ALBUM", HasUrl: false),
            new("withheld", HasUrl: false), new("hidden", Likes: null),
        ]);
        _api.Accounts["silent"] = (3, []);

        var page = await _bench.PageAsync(new() { Accounts = ["a", "nobody", "silent"] });

        Assert.Equal(["due", "hidden"], page.Candidates.Select(candidate => candidate.Id));
        Assert.Equal(["comments", "followers", "uploadedAt"], page.Candidates[1].Metrics.Keys.Order());
        Assert.Equal(
            [("young", "too-young"), ("video", "not-a-photo"), ("album", "not-a-photo"), ("withheld", "withheld"), ("account:nobody", "unknown-account")],
            page.Skipped.Select(entry => (entry.Candidate.Id, entry.Outcome)));
    }

    [Fact]
    public async Task ListAsync_list_of_accounts_is_read_line_by_line_each_account_once()
    {
        _api.Accounts["a"] = (10, InstagramBench.Posts(1, "a"));
        _api.Accounts["b"] = (10, InstagramBench.Posts(1, "b"));
        await _storage.Sources.GetBlobClient("lists/accounts.txt").UploadAsync(new BinaryData("\uFEFF@b\r\n\r\nA\r\nno name){id}\r\n b "), TestContext.Current.CancellationToken);

        var page = await _bench.PageAsync(new() { Accounts = ["a"], Blob = "lists/accounts.txt" });

        Assert.Equal(["a0", "b0"], page.Candidates.Select(candidate => candidate.Id));
        Assert.Equal(("account:no name){id}", "bad-entry"), (Assert.Single(page.Skipped).Candidate.Id, page.Skipped[0].Outcome));
        Assert.Equal(2, _api.Tokens.Count);
    }

    [Fact]
    public async Task ListAsync_list_that_is_changed_between_pages_is_a_fault()
    {
        _api.Accounts["a"] = (10, InstagramBench.Posts(600));
        var list = _storage.Sources.GetBlobClient("accounts.txt");
        await list.UploadAsync(new BinaryData("a\nb"), TestContext.Current.CancellationToken);
        var recipe = new InstagramSource { Blob = "accounts.txt" };
        var page = await _bench.PageAsync(recipe);
        await list.UploadAsync(new BinaryData("b\na"), overwrite: true, TestContext.Current.CancellationToken);

        var fault = await Assert.ThrowsAsync<BuildFaultException>(() => _bench.PageAsync(recipe, page.NextPage));

        Assert.Contains("changed", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(30, 70)]
    [InlineData(0, 75)]
    public async Task ListAsync_hashtag_gives_top_posts_and_recent_ones_only_where_no_age_is_asked(int minAge, int photos)
    {
        _api.AddHashtag("sunset", "17843", InstagramBench.Posts(70, "top"), [.. InstagramBench.Posts(5, "new").Select(post => post with { At = _bench.Clock.GetUtcNow().AddHours(-3) })]);

        var page = await _bench.PageAsync(new() { Hashtags = ["nothing", "sunset"], MinUploadAgeDays = minAge });

        Assert.Equal(photos, page.Candidates.Count);
        Assert.All(page.Candidates, candidate => Assert.Null(candidate.Author));
        Assert.DoesNotContain("followers", page.Candidates[0].Metrics.Keys);
        Assert.Equal(("hashtag:nothing", "unknown-account"), (Assert.Single(page.Skipped).Candidate.Id, page.Skipped[0].Outcome));
    }
}
