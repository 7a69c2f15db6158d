using System.Globalization;
using System.Text.Json;

namespace PhotoScore.Local.Tests.PhotoSite.Instagram;

public sealed class InstagramSiteTests
{
    private const string Media = "{id,like_count,comments_count,media_type,media_url,permalink,timestamp,caption,children{media_url,media_type}}";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string Discover(string username, string fields) =>
        $"/instagram/v23.0/17841400000000001?access_token=t&fields={Uri.EscapeDataString($"business_discovery.username({username}){{{fields}}}")}";

    [Fact]
    public async Task Discovery_paged_to_the_end_gives_every_post_once_newest_first()
    {
        await using var site = await TestSite.StartAsync();
        var posts = new List<JsonElement>();
        var count = 0;
        for (string? after = ""; after is not null;)
        {
            var account = (await site.JsonAsync(Discover("account_0003", $"followers_count,media_count,media{(after == "" ? "" : $".after({after})")}.limit(17){Media}"))).GetProperty("business_discovery");
            count = account.GetProperty("media_count").GetInt32();
            var media = account.GetProperty("media");
            posts.AddRange(media.GetProperty("data").EnumerateArray());
            after = media.TryGetProperty("paging", out var paging) && paging.GetProperty("cursors").TryGetProperty("after", out var cursor) ? cursor.GetString() : null;
        }

        Assert.Equal(count, posts.Count);
        Assert.Equal(count, posts.Select(post => post.GetProperty("id").GetString()).Distinct().Count());
        var times = posts.Select(Time).ToArray();
        Assert.Equal(times.OrderDescending(), times);
        Assert.All(times, time => Assert.True(time <= new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public async Task Discovery_gives_only_the_fields_asked_for()
    {
        await using var site = await TestSite.StartAsync();

        var account = (await site.JsonAsync(Discover("account_0001", "followers_count,media.limit(1){timestamp}"))).GetProperty("business_discovery");

        Assert.Equal(["followers_count", "media", "id"], account.EnumerateObject().Select(member => member.Name));
        Assert.Equal(["timestamp", "id"], account.GetProperty("media").GetProperty("data")[0].EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task Accounts_posts_are_of_all_kinds_and_ages_and_a_few_accounts_are_huge()
    {
        await using var site = await TestSite.StartAsync("--Instagram:Accounts=150");
        var names = (await site.Http.GetStringAsync("/instagram/accounts.txt", Cancellation)).Split('\n');
        var followers = new List<int>();
        var posts = new List<JsonElement>();
        foreach (var name in names)
        {
            var account = (await site.JsonAsync(Discover(name, $"followers_count,media.limit(100){Media}"))).GetProperty("business_discovery");
            followers.Add(account.GetProperty("followers_count").GetInt32());
            posts.AddRange(account.GetProperty("media").GetProperty("data").EnumerateArray());
        }

        Assert.Equal(150, names.Length);
        followers.Sort();
        Assert.True(followers[^1] > 100 * followers[75], $"{followers[75]} {followers[^1]}");
        Assert.Equal(["CAROUSEL_ALBUM", "IMAGE", "VIDEO"], posts.Select(post => post.GetProperty("media_type").GetString()!).Distinct().Order());
        Assert.InRange(posts.Count(post => !post.TryGetProperty("like_count", out _)) / (double)posts.Count, 0.005, 0.05);
        var month = new DateTimeOffset(2026, 5, 2, 0, 0, 0, TimeSpan.Zero);
        Assert.InRange(posts.Count(post => Time(post) > month) / (double)posts.Count, 0.03, 0.5);
        Assert.All(posts.Where(post => post.TryGetProperty("children", out _)), post => Assert.True(post.GetProperty("children").GetProperty("data").GetArrayLength() > 1));
    }

    [Theory]
    [InlineData("top_media", 800)]
    [InlineData("recent_media", 3)]
    public async Task Hashtag_media_paged_to_the_end_gives_every_post_once(string edge, int least)
    {
        await using var site = await TestSite.StartAsync();
        var id = (await site.JsonAsync("/instagram/v23.0/ig_hashtag_search?user_id=1&q=landscape&access_token=t")).GetProperty("data")[0].GetProperty("id").GetString();
        var posts = new List<JsonElement>();
        for (string? after = ""; after is not null;)
        {
            var page = await site.JsonAsync($"/instagram/v23.0/{id}/{edge}?user_id=1&fields=id,caption,like_count,media_type,media_url,timestamp&limit=50&access_token=t&after={after}");
            posts.AddRange(page.GetProperty("data").EnumerateArray());
            after = page.TryGetProperty("paging", out var paging) ? paging.GetProperty("cursors").GetProperty("after").GetString() : null;
        }

        Assert.InRange(posts.Count, least, 5000);
        Assert.Equal(posts.Count, posts.Select(post => post.GetProperty("id").GetString()).Distinct().Count());
        Assert.All(posts, post => Assert.Contains("#landscape", post.GetProperty("caption").GetString(), StringComparison.Ordinal));
        Assert.All(posts, post => Assert.Equal(post.GetProperty("media_type").GetString() != "CAROUSEL_ALBUM", post.TryGetProperty("media_url", out _)));
        if (edge == "recent_media")
            Assert.All(posts, post => Assert.True(Time(post) > new DateTimeOffset(2026, 5, 31, 0, 0, 0, TimeSpan.Zero)));
    }

    [Theory]
    [InlineData("/instagram/v23.0/1?fields=id", 400, 104)]
    [InlineData("/instagram/v23.0/1?fields=id&access_token=wrong", 401, 190)]
    [InlineData("/instagram/v23.0/1?fields=business_discovery.username(nobody)%7Bid%7D&access_token=t", 400, 110)]
    [InlineData("/instagram/v23.0/1?fields=business_discovery.username(account_0001)%7Bmood%7D&access_token=t", 400, 100)]
    [InlineData("/instagram/v23.0/1?fields=business_discovery.username(account_0001)%7Bid&access_token=t", 400, 2500)]
    [InlineData("/instagram/v23.0/ig_hashtag_search?user_id=1&q=nosuchtag&access_token=t", 400, 24)]
    [InlineData("/instagram/v23.0/12/top_media?user_id=1&access_token=t", 400, 100)]
    public async Task Wrong_calls_have_an_error_object(string address, int status, int code)
    {
        await using var site = await TestSite.StartAsync("--Keys:Instagram=t");

        var (answered, json) = await site.AnswerAsync(address);

        var error = json.GetProperty("error");
        Assert.Equal((status, code, "OAuthException"), (answered, error.GetProperty("code").GetInt32(), error.GetProperty("type").GetString()));
        Assert.NotEmpty(error.GetProperty("fbtrace_id").GetString()!);
    }

    [Fact]
    public async Task Hashtag_search_takes_thirty_tags_a_week()
    {
        await using var site = await TestSite.StartAsync();
        foreach (var tag in Enumerable.Range(0, 29))
            await site.AnswerAsync($"/instagram/v23.0/ig_hashtag_search?user_id=7&q=other{tag}&access_token=t");

        var thirtieth = await site.AnswerAsync("/instagram/v23.0/ig_hashtag_search?user_id=7&q=sunset&access_token=t");
        var again = await site.AnswerAsync("/instagram/v23.0/ig_hashtag_search?user_id=7&q=sunset&access_token=t");
        var next = await site.AnswerAsync("/instagram/v23.0/ig_hashtag_search?user_id=7&q=nature&access_token=t");

        Assert.Equal((200, 200, 400), (thirtieth.Status, again.Status, next.Status));
        Assert.Equal(18, next.Json.GetProperty("error").GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task Quota_used_up_is_refused_and_the_headers_tell_how_near_it_was()
    {
        await using var site = await TestSite.StartAsync("--Quota:Instagram=2/600");
        using var first = await site.GetAsync(Discover("account_0001", "id"));
        using var second = await site.GetAsync(Discover("account_0001", "id"));
        using var third = await site.GetAsync(Discover("account_0001", "id"));
        using var otherToken = await site.GetAsync("/instagram/v23.0/1?fields=id&access_token=other");

        Assert.Equal([200, 200, 403, 200], new[] { first, second, third, otherToken }.Select(answer => (int)answer.StatusCode));
        Assert.Equal(4, JsonElement.Parse(await third.Content.ReadAsStringAsync(Cancellation)).GetProperty("error").GetProperty("code").GetInt32());
        Assert.InRange(third.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 600);
        int Used(HttpResponseMessage answer) => JsonElement.Parse(answer.Headers.GetValues("X-App-Usage").Single()).GetProperty("call_count").GetInt32();
        Assert.Equal((50, 100), (Used(first), Used(second)));
        var business = JsonElement.Parse(third.Headers.GetValues("X-Business-Use-Case-Usage").Single()).EnumerateObject().Single().Value[0];
        Assert.Equal(10, business.GetProperty("estimated_time_to_regain_access").GetInt32());
    }

    [Fact]
    public async Task Media_files_are_what_their_posts_say()
    {
        await using var site = await TestSite.StartAsync();
        var posts = (await site.JsonAsync(Discover("account_0002", $"media.limit(100){Media}"))).GetProperty("business_discovery").GetProperty("media").GetProperty("data").EnumerateArray().ToArray();

        foreach (var kind in posts.GroupBy(post => post.GetProperty("media_type").GetString()))
        {
            using var file = await site.GetAsync(kind.First().GetProperty("media_url").GetString()!);

            Assert.Equal(kind.Key == "VIDEO" ? "video/mp4" : "image/jpeg", file.Content.Headers.ContentType!.MediaType);
        }
        Assert.Equal(404, (int)(await site.GetAsync("/instagram/media/1.jpg")).StatusCode);
    }

    private static DateTimeOffset Time(JsonElement post) =>
        DateTimeOffset.ParseExact(post.GetProperty("timestamp").GetString()!, "yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
}
