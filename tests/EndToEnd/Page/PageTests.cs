using System.Net;
using Microsoft.Playwright;

namespace PhotoScore.EndToEnd.Page;

/// <summary>The page as a whole: what it loads, and that every view of it shows without a complaint.</summary>
[Collection(nameof(PageHost))]
public sealed class PageTests(PageHost host)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_view_shows_without_complaint_and_asks_nobody_but_the_app()
    {
        PageHost.SkipWithoutBrowser();
        var model = new SmallModel(host.Storage, "viewed");
        await model.PublishAsync(1);
        await model.TrainAsync(1, epoch: 3, epochs: 9);
        await using var tab = await host.OpenAsync();

        foreach (var (view, title) in new[]
                 {
                     ("/", "PhotoScore"), ("/score/viewed", "Score photos"), ("/models", "Models"), ("/models/viewed", "viewed"), ("/models/viewed/v1", "viewed v1"),
                     ("/trainings", "Trainings"), ("/trainings/new", "New training"), ("/trainings/viewed/v1", "viewed v1"),
                     ("/datasets", "Datasets"), ("/datasets/new", "New build"), ("/nowhere", "Not found"),
                 })
        {
            await tab.GoAsync(view);
            await Tab.Expect(tab.Title).ToHaveTextAsync(title);
        }

        tab.AssertClean();
    }

    [Fact]
    public async Task Unknown_dataset_says_what_the_api_says()
    {
        await using var tab = await host.OpenAsync("/datasets/unknown-one");

        await Tab.Expect(tab.Main.GetByRole(AriaRole.Alert)).ToContainTextAsync("There is no dataset unknown-one");
        tab.AssertClean("404");
    }

    [Fact]
    public async Task Names_with_markup_in_them_are_shown_as_text()
    {
        PageHost.SkipWithoutBrowser();
        const string Hostile = "<img src=x onerror=\"document.title='taken'\">";
        await new SmallModel(host.Storage, "hostile").PublishAsync(1, classes: ["no", Hostile]);

        await using var tab = await host.OpenAsync("/models/hostile/v1");

        await Tab.Expect(tab.Main.GetByRole(AriaRole.Rowheader, new() { Name = Hostile })).ToBeVisibleAsync();
        Assert.Equal(0, await tab.Main.Locator("img[src='x']").CountAsync());
        tab.AssertClean();
    }

    [Fact]
    public async Task Files_may_be_kept_for_as_long_as_they_are_the_same()
    {
        PageHost.SkipWithoutBrowser();
        var http = host.Functions.Http;

        using var page = await http.GetAsync("/", Cancellation);
        var html = await page.Content.ReadAsStringAsync(Cancellation);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { IfNoneMatch = { page.Headers.ETag! } } };
        using var same = await http.SendAsync(again, Cancellation);
        var main = html.Split('"').First(part => part.EndsWith("/main.js", StringComparison.Ordinal));
        using var script = await http.GetAsync("/" + main, Cancellation);
        using var old = await http.GetAsync("/page/0000000000000000/main.js", Cancellation);
        using var none = await http.GetAsync("/page/x/none.js", Cancellation);

        Assert.Equal((HttpStatusCode.OK, "text/html", true), (page.StatusCode, page.Content.Headers.ContentType!.MediaType, page.Headers.CacheControl!.NoCache));
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Equal(("text/javascript", TimeSpan.FromDays(365)), (script.Content.Headers.ContentType!.MediaType, script.Headers.CacheControl!.MaxAge));
        Assert.Equal((HttpStatusCode.OK, true), (old.StatusCode, old.Headers.CacheControl!.NoCache));
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        var rules = page.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'; script-src 'self'", rules, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", rules, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_that_another_site_asks_for_are_refused()
    {
        PageHost.SkipWithoutBrowser();
        var model = new SmallModel(host.Storage, "guarded");
        await model.PublishAsync(1);

        var refused = await PromoteAsync("cross-site");
        var own = await PromoteAsync("same-origin");

        Assert.Equal((HttpStatusCode.Forbidden, "application/problem+json"), (refused.Status, refused.Type));
        Assert.Equal(HttpStatusCode.OK, own.Status);

        async Task<(HttpStatusCode Status, string? Type)> PromoteAsync(string site)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/models/guarded/v1/promote") { Headers = { { "Sec-Fetch-Site", site } } };
            using var response = await host.Functions.Http.SendAsync(request, Cancellation);
            return (response.StatusCode, response.Content.Headers.ContentType?.MediaType);
        }
    }

    [Fact]
    public async Task Another_name_of_this_machine_is_not_answered()
    {
        PageHost.SkipWithoutBrowser();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/datasets") { Headers = { Host = "rebound.example" } };

        using var response = await host.Functions.Http.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }
}
