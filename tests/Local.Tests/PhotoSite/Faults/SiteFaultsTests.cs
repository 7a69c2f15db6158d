
namespace PhotoScore.Local.Tests.PhotoSite.Faults;

public sealed class SiteFaultsTests
{
    private const string FlickrSearch = "/flickr/services/rest/?method=flickr.photos.search&format=json&nojsoncallback=1&text=sea&per_page=300&extras=url_t";
    private const string Instagram = "/instagram/v23.0/1?access_token=t&fields=business_discovery.username(account_0001)%7Bid%7D";
    private const string Google = "/google/customsearch/v1?key=k&cx=c&searchType=image&q=jane";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Put_sets_the_rates_that_get_shows_and_refuses_what_it_does_not_know()
    {
        await using var site = await TestSite.StartAsync("--Faults:Picsum:Photos:Html=0.3");
        Assert.Equal(0.3, (await site.JsonAsync("/faults")).GetProperty("picsum").GetProperty("photos").GetProperty("html").GetDouble());

        Assert.Equal(200, await PutAsync(site, """{"flickr":{"photos":{"notFound":0.25,"failures":2},"api":{"slow":0.1}}}"""));
        var faults = await site.JsonAsync("/faults");

        Assert.Equal(0.25, faults.GetProperty("flickr").GetProperty("photos").GetProperty("notFound").GetDouble());
        Assert.Equal(0.1, faults.GetProperty("flickr").GetProperty("api").GetProperty("slow").GetDouble());
        Assert.False(faults.GetProperty("picsum").GetProperty("photos").TryGetProperty("html", out _));
        foreach (var wrong in (string[])["""{"bing":{}}""", """{"flickr":{"photos":{"notfond":0.2}}}""", """{"flickr":{"photos":{"cut":2}}}""", "null", "no json"])
            Assert.Equal(400, await PutAsync(site, wrong));
    }

    [Fact]
    public async Task Photos_of_a_service_fail_at_their_rate_and_the_same_in_every_run()
    {
        await using var site = await TestSite.StartAsync("--Faults:Flickr:Photos:NotFound=0.2", "--Faults:Flickr:Photos:ServerError=0.2");
        var photos = (await site.JsonAsync($"{FlickrSearch}&api_key=k")).GetProperty("photos").GetProperty("photo").EnumerateArray().Select(photo => photo.GetProperty("url_t").GetString()!).ToArray();
        async Task<List<int>> RunAsync()
        {
            var statuses = new List<int>();
            foreach (var photo in photos)
            {
                using var first = await site.GetAsync(photo);
                using var second = (int)first.StatusCode < 500 ? null : await site.GetAsync(photo);
                Assert.True(second is null or { StatusCode: System.Net.HttpStatusCode.OK });
                statuses.Add((int)first.StatusCode);
            }
            return statuses;
        }

        var run = await RunAsync();

        Assert.Equal(run, await RunAsync());
        Assert.Equal(0.2, run.Count(status => status == 404) / 300.0, 0.07);
        Assert.Equal(0.2, run.Count(status => status >= 500) / 300.0, 0.07);
    }

    [Theory]
    [InlineData("flickr", $"{FlickrSearch}&api_key=k")]
    [InlineData("instagram", Instagram)]
    [InlineData("google", Google)]
    public async Task Api_server_error_passes_when_asked_again_whatever_the_key(string service, string call)
    {
        await using var site = await TestSite.StartAsync();
        Assert.Equal(200, await PutAsync(site, $$"""{ "{{service}}": { "api": { "serverError": 1 } } }"""));
        using var first = await site.GetAsync(call);
        using var second = await site.GetAsync(call.Replace("=k", "=other", StringComparison.Ordinal));

        var failed = await first.Content.ReadAsStringAsync(Cancellation);
        Assert.True((int)first.StatusCode >= 500 || failed.Contains("105", StringComparison.Ordinal), failed);
        Assert.DoesNotContain("error", await second.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal(200, (int)second.StatusCode);
    }

    [Fact]
    public async Task Api_answer_that_is_cut_passes_when_asked_again()
    {
        await using var site = await TestSite.StartAsync("--Faults:Google:Api:Cut=1");

        await Assert.ThrowsAnyAsync<Exception>(() => site.JsonAsync(Google));
        Assert.Equal(10, (await site.JsonAsync(Google)).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Flickr_quota_used_up_is_429_with_retry_after()
    {
        await using var site = await TestSite.StartAsync("--Quota:Flickr=1/60");
        await site.JsonAsync($"{FlickrSearch}&api_key=a");

        using var refused = await site.GetAsync($"{FlickrSearch}&api_key=a");
        using var otherKey = await site.GetAsync($"{FlickrSearch}&api_key=b");

        Assert.Equal((429, 200), ((int)refused.StatusCode, (int)otherKey.StatusCode));
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
    }

    [Theory]
    [InlineData("--Quota:Flickr=many", "quota")]
    [InlineData("--Faults:Flickr:Photos:Cut=7", "cut must be")]
    [InlineData("--Faults:Bing:Photos:Cut=0.1", "no service 'Bing'")]
    public async Task Start_with_a_wrong_setting_says_which(string argument, string reason)
    {
        var refused = await Assert.ThrowsAnyAsync<ArgumentException>(async () =>
        {
            await using var site = await TestSite.StartAsync(argument);
        });

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Root_page_names_every_address()
    {
        await using var site = await TestSite.StartAsync();

        var page = await site.Http.GetStringAsync("/", Cancellation);

        foreach (var address in (string[])["/list.jsonl", "/truth", "/flickr/services/rest/", "/flickr/live/", "/instagram/v23.0/", "/google/customsearch/v1", "/picsum/seed/", "/smp/urls.txt", "/faults", "1100001@N24"])
            Assert.Contains(address, page, StringComparison.Ordinal);
        Assert.DoesNotContain("{site}", page, StringComparison.Ordinal);
    }

    private static async Task<int> PutAsync(TestSite site, string json)
    {
        using var response = await site.Http.PutAsync("/faults", new StringContent(json, System.Text.Encoding.UTF8, "application/json"), Cancellation);
        return (int)response.StatusCode;
    }
}
