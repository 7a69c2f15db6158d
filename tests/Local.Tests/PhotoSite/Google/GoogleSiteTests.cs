using System.Text.Json;

namespace PhotoScore.Local.Tests.PhotoSite.Google;

public sealed class GoogleSiteTests
{
    private static string Search(string arguments) => $"/google/customsearch/v1?key=k&cx=c&searchType=image&{arguments}";

    [Fact]
    public async Task Search_followed_by_next_page_gives_a_hundred_pictures_once()
    {
        await using var site = await TestSite.StartAsync();
        var links = new List<string>();
        for (int? start = 1; start is not null;)
        {
            var page = await site.JsonAsync(Search($"q=jane+doe&start={start}"));
            links.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("link").GetString()!));
            start = page.GetProperty("queries").TryGetProperty("nextPage", out var next) ? next[0].GetProperty("startIndex").GetInt32() : null;
        }

        Assert.Equal(100, links.Count);
        Assert.Equal(100, links.Distinct().Count());
    }

    [Fact]
    public async Task Search_result_is_the_picture_that_it_describes()
    {
        await using var site = await TestSite.StartAsync("--Google:Dead=0");

        foreach (var size in (string[])["", "&imgSize=medium", "&imgSize=large&imgType=face&rights=cc_publicdomain"])
        {
            var item = (await site.JsonAsync(Search($"q=jane+doe&num=1{size}"))).GetProperty("items")[0];

            Assert.Equal("image/jpeg", item.GetProperty("mime").GetString());
            var image = item.GetProperty("image");
            Assert.Equal((image.GetProperty("width").GetInt32(), image.GetProperty("height").GetInt32()), await site.PictureSizeAsync(item.GetProperty("link").GetString()!));
            Assert.Equal(200, (int)(await site.GetAsync(image.GetProperty("thumbnailLink").GetString()!)).StatusCode);
            Assert.Equal(200, (int)(await site.GetAsync(image.GetProperty("contextLink").GetString()!)).StatusCode);
        }
    }

    [Fact]
    public async Task Search_results_dead_links_stay_dead()
    {
        await using var site = await TestSite.StartAsync("--Google:Dead=1");
        var missing = await site.GetAsync("/google/images/000001-000001/0.jpg");

        Assert.Equal(404, (int)missing.StatusCode);
        await Assert.ThrowsAsync<HttpRequestException>(() => site.GetAsync("/google/images/000001-000001/1.jpg"));
        await Assert.ThrowsAsync<HttpRequestException>(() => site.GetAsync("/google/images/000001-000001/1.jpg"));
    }

    [Theory]
    [InlineData("/google/customsearch/v1?cx=c&searchType=image&q=a", 403, "PERMISSION_DENIED")]
    [InlineData("/google/customsearch/v1?key=wrong&cx=c&searchType=image&q=a", 400, "INVALID_ARGUMENT")]
    [InlineData("/google/customsearch/v1?key=k&searchType=image&q=a", 400, "INVALID_ARGUMENT")]
    [InlineData("/google/customsearch/v1?key=k&cx=c&searchType=image", 400, "INVALID_ARGUMENT")]
    [InlineData("/google/customsearch/v1?key=k&cx=c&searchType=image&q=a&num=11", 400, "INVALID_ARGUMENT")]
    [InlineData("/google/customsearch/v1?key=k&cx=c&searchType=image&q=a&start=92", 400, "INVALID_ARGUMENT")]
    [InlineData("/google/customsearch/v1?key=k&cx=c&searchType=image&q=a&imgSize=tiny", 400, "INVALID_ARGUMENT")]
    public async Task Wrong_calls_have_an_error_object(string address, int status, string name)
    {
        await using var site = await TestSite.StartAsync("--Keys:Google=k");

        var (answered, json) = await site.AnswerAsync(address);

        var error = json.GetProperty("error");
        Assert.Equal((status, status, name), (answered, error.GetProperty("code").GetInt32(), error.GetProperty("status").GetString()));
        Assert.Equal("global", error.GetProperty("errors")[0].GetProperty("domain").GetString());
    }

    [Fact]
    public async Task Quota_used_up_is_refused()
    {
        await using var site = await TestSite.StartAsync("--Quota:Google=1");
        await site.JsonAsync(Search("q=jane"));

        using var refused = await site.GetAsync(Search("q=jane&start=11"));

        Assert.Equal(429, (int)refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalHours, 23, 24);
        var error = JsonElement.Parse(await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).GetProperty("error");
        Assert.Equal("RESOURCE_EXHAUSTED", error.GetProperty("status").GetString());
    }
}
