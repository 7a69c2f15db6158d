using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Datasets.Tables;
using PhotoScore.Functions.Datasets;
using PhotoScore.Functions.Datasets.Budgets;
using PhotoScore.Functions.Datasets.Listing;
using PhotoScore.Functions.Datasets.Listing.Apis;
using PhotoScore.Functions.Datasets.Listing.Google;
using PhotoScore.Functions.Storage;
using PhotoScore.Functions.Tests.Downloads;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Datasets.Listing.Google;

public sealed class GoogleListerTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Path = "/customsearch/v1";
    private const string First = "AIza-first-secret";
    private const string Second = "AIza-second-secret";

    private static readonly GoogleSource Recipe = new() { Query = "a person's \"full name\" & more", ImageType = "face", ImageSize = "large", Rights = "cc_publicdomain|cc_attribute" };

    private readonly HastyClock _clock = new();
    private readonly List<IQueryCollection> _asked = [];
    private GoogleOptions _options = null!;
    private FaultySite _site = null!;
    private PhotoStorage _storage = null!;

    /// <summary>How many results the search knows.</summary>
    private int Results { get; set; } = 1_000;

    public async ValueTask InitializeAsync()
    {
        _site = await FaultySite.StartAsync();
        _storage = await Functions.Tests.Some.StorageAsync(azurite);
        _options = new GoogleOptions { Api = new Uri(_site.Serve(Path, AnswerAsync)), Keys = [First, Second], SearchEngine = "engine" };
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task ListAsync_gives_a_hundred_results_at_most_ten_a_call()
    {
        var pages = await AllAsync();

        Assert.Equal(Enumerable.Range(1, 100).Select(i => $"http://photos.example/{i}.jpg"), pages.SelectMany(page => page.Candidates).Select(candidate => candidate.Url));
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"{(i * 10) + 1}"), _asked.Select(query => query["start"].ToString()));
        Assert.All(_asked, query => Assert.Equal(
            ["10", "image", "engine", Recipe.Query, "face", "LARGE", Recipe.Rights!],
            ((string[])["num", "searchType", "cx", "q", "imgType", "imgSize", "rights"]).Select(name => query[name].ToString())));
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(7, 7, 1)]
    [InlineData(23, 23, 3)]
    public async Task ListAsync_search_with_few_results_ends_with_them(int results, int candidates, int calls)
    {
        Results = results;

        Assert.Equal(candidates, (await AllAsync()).Sum(page => page.Candidates.Count));
        Assert.Equal(calls, _asked.Count);
    }

    [Fact]
    public async Task ListAsync_candidate_knows_its_page_title_and_size()
    {
        var photo = (await PageAsync()).Candidates[0];

        Assert.Equal(("http://site.example/1", "Photo 1"), (photo.Page, photo.Title));
        Assert.Equal(new SortedDictionary<string, double> { ["height"] = 300, ["width"] = 401 }, new SortedDictionary<string, double>(photo.Metrics.ToDictionary()));
    }

    [Fact]
    public async Task ListAsync_page_that_is_asked_for_again_is_the_same()
    {
        var first = await PageAsync();

        Assert.Equivalent(await PageAsync(first.NextPage), await PageAsync(first.NextPage), strict: true);
    }

    [Theory]
    [InlineData(403, "dailyLimitExceeded", "Daily Limit Exceeded", 60)]
    [InlineData(429, "rateLimitExceeded", "Quota exceeded for quota metric 'Queries' and limit 'Queries per day'", 60)]
    [InlineData(403, "userRateLimitExceeded", "Too fast", 1)]
    public async Task ListAsync_spent_quota_moves_to_the_next_key_and_then_waits(int status, string reason, string message, int minutes)
    {
        _site.Serve(Path, (http, visit) => http.Request.Query["key"] == First ? RefuseAsync(http, status, reason, message) : AnswerAsync(http, visit));
        Assert.Equal(10, (await PageAsync()).Candidates.Count);

        _site.Serve(Path, (http, _) => RefuseAsync(http, status, reason, message));
        var start = _clock.GetUtcNow();
        var wait = await Assert.ThrowsAsync<NotYetException>(() => PageAsync());

        Assert.Equal(TimeSpan.FromMinutes(minutes), wait.NotBefore - start);
    }

    [Fact]
    public async Task ListAsync_own_budget_of_a_day_is_kept()
    {
        (_options.CallsPerDay, Results) = (1, 1_000);

        await PageAsync();
        await PageAsync();
        var wait = await Assert.ThrowsAsync<NotYetException>(() => PageAsync());

        Assert.Equal([First, Second], _asked.Select(query => query["key"].ToString()).Order());
        Assert.InRange(wait.NotBefore - _clock.GetUtcNow(), TimeSpan.FromHours(23.9), TimeSpan.FromHours(24.5));
    }

    [Fact]
    public async Task ListAsync_faults_that_pass_are_tried_again()
    {
        _site.Serve(Path, (http, visit) => visit switch
        {
            1 => RefuseAsync(http, 500, "backendError", "Internal error"),
            2 => http.Response.WriteAsync("""{ "items": [ { "link": "http://photos.exam"""),
            _ => AnswerAsync(http, visit),
        });

        Assert.Equal(10, (await PageAsync()).Candidates.Count);
        Assert.Equal(3, _site.Visits(Path));
    }

    [Theory]
    [InlineData(400, "badRequest", "API key not valid. Please pass a valid API key.", "Sources:Google:Keys")]
    [InlineData(403, "forbidden", "This project does not have the access to Custom Search JSON API.", "Custom Search API")]
    [InlineData(400, "badRequest", "Request contains an invalid argument.", "invalid argument")]
    public async Task ListAsync_refusal_for_good_is_a_fault_without_the_key(int status, string reason, string message, string said)
    {
        _site.Serve(Path, (http, _) => RefuseAsync(http, status, reason, $"{message} {http.Request.Query["key"]}"));

        var fault = await Assert.ThrowsAsync<BuildFaultException>(() => PageAsync());

        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fault.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, _site.Visits(Path));
    }

    [Fact]
    public async Task ListAsync_without_engine_says_what_to_configure()
    {
        _options.SearchEngine = "";

        Assert.Contains("Sources:Google:SearchEngine", (await Assert.ThrowsAsync<BuildFaultException>(() => PageAsync())).Message, StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<CandidatePage>> AllAsync()
    {
        var pages = new List<CandidatePage> { await PageAsync() };
        while (pages[^1].NextPage is { } token)
            pages.Add(await PageAsync(token));
        return pages;
    }

    private Task<CandidatePage> PageAsync(string? token = null)
    {
        var client = new ApiClient(ApiHttp.CreateClient(), new CallBudgets(_storage, _clock), _clock);
        return new GoogleLister(new GoogleApi(client, _options)).ListAsync(
            new SourceToList(Recipe, 0, token, int.MaxValue, new ImageRecipe(), _clock.GetUtcNow()), TestContext.Current.CancellationToken);
    }

    private Task AnswerAsync(HttpContext http, int visit)
    {
        _asked.Add(http.Request.Query);
        var start = int.Parse(http.Request.Query["start"]!, CultureInfo.InvariantCulture);
        var count = Math.Clamp(Results - start + 1, 0, 10);
        var items = Enumerable.Range(start, count).Select(i => new
        {
            title = $"Photo {i}",
            link = $"http://photos.example/{i}.jpg",
            image = new { contextLink = $"http://site.example/{i}", width = 400 + i, height = 300, byteSize = 5_000 },
        });
        var body = new Dictionary<string, object> { ["queries"] = new Dictionary<string, object> { ["request"] = new[] { new { startIndex = start } } } };
        // Members that have nothing to say are left out.
        if (count > 0)
            body["items"] = items;
        if (start + count <= Results)
            ((Dictionary<string, object>)body["queries"])["nextPage"] = new[] { new { startIndex = start + 10 } };
        return http.Response.WriteAsJsonAsync(body);
    }

    private static Task RefuseAsync(HttpContext http, int status, string reason, string message)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsync(JsonSerializer.Serialize(new { error = new { code = status, message, errors = new[] { new { message, domain = "usageLimits", reason } } } }));
    }
}
