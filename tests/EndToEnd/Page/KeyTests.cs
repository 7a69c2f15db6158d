using System.Net;
using Microsoft.Playwright;
using PhotoScore.EndToEnd.Processes;
using PhotoScore.Functions.Tests.Predictions;

namespace PhotoScore.EndToEnd.Page;

/// <summary>The page of an app that answers with a key only, as a deployed one does.</summary>
[Collection(nameof(PageHost))]
public sealed class KeyTests(PageHost host) : IAsyncLifetime
{
    private const string Key = "the key of this test";

    private FunctionsProcess? _functions;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Program is null)
            return;
        await new SmallModel(host.Storage, "locked").PublishAsync(1);
        await host.Functions.PostAsync("/api/models/locked/v1/promote", "{}", HttpStatusCode.OK, Cancellation);
        // The other app goes on beside it, so this one keeps its durable state elsewhere.
        _functions = new FunctionsProcess(host.Storage, new Dictionary<string, string>(PageHost.Settings)
        {
            ["FunctionKeys__host"] = Key,
            ["AzureFunctionsJobHost__extensions__durableTask__hubName"] = "Locked",
        });
        _functions.Http.DefaultRequestHeaders.Add("x-functions-key", Key);
        await _functions.StartAsync(Cancellation);
    }

    public ValueTask DisposeAsync() => _functions?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task Key_is_asked_for_once_and_stays_in_the_tab()
    {
        await using var tab = await OpenAsync("/score/locked");
        var dialog = tab.Page.GetByRole(AriaRole.Dialog, new() { Name = "This app asks for a key" });
        await GiveAsync(tab, dialog, Key);

        await Tab.Expect(tab.Title).ToHaveTextAsync("Score photos");
        await tab.DropAsync(("red.png", "image/png", Photo.Png(220, 20, 90)));
        await Tab.Expect(tab.Main.Locator(".answer .class")).ToContainTextAsync("yes", new() { Timeout = 20_000 });
        await tab.GoAsync("/models/locked");
        await Tab.Expect(tab.Title).ToHaveTextAsync("locked");

        await Tab.Expect(dialog).ToHaveCountAsync(0);
        Assert.All(tab.Requests, address => Assert.DoesNotContain("key", new Uri(address).Query, StringComparison.Ordinal));
        tab.AssertClean("401", "409");

        await tab.Button("Forget key").ClickAsync();
        await Tab.Expect(dialog).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Wrong_key_is_asked_for_again_and_none_says_what_is_missing()
    {
        await using var tab = await OpenAsync("/models");
        await GiveAsync(tab, tab.Page.GetByRole(AriaRole.Dialog, new() { Name = "This app asks for a key" }), "wrong");

        var again = tab.Page.GetByRole(AriaRole.Dialog, new() { Name = "The key was refused" });
        await Tab.Expect(again).ToBeVisibleAsync();
        await tab.Page.Keyboard.PressAsync("Escape");

        await Tab.Expect(tab.Main.GetByRole(AriaRole.Alert)).ToContainTextAsync("A key is needed");
        tab.AssertClean("401", "409");
    }

    [Fact]
    public async Task Report_opens_in_a_tab_that_sends_the_key()
    {
        PageHost.SkipWithoutBrowser();
        await using var site = new GatedSite(held: int.MaxValue);
        await host.Functions.PostAsync("/api/datasets/locked-up/builds", $$"""
            { "sources": [ { "kind": "urls", "items": [ {{string.Join(", ", Enumerable.Range(0, 12).Select(i =>
                $$"""{ "url": "{{site.Root}}/{{i}}.jpg", "label": "{{(i % 2 == 0 ? "day" : "night")}}" }"""))}} ] } ], "labels": { "kind": "given" }, "image": { "size": 32 } }
            """, HttpStatusCode.Accepted, Cancellation);
        await host.Functions.EndOfBuildAsync("/api/datasets/locked-up/builds/v1", TimeSpan.FromMinutes(2), Cancellation);
        await using var tab = await OpenAsync("/datasets/locked-up/v1");
        await GiveAsync(tab, tab.Page.GetByRole(AriaRole.Dialog), Key);

        var opened = await tab.Page.Context.RunAndWaitForPageAsync(() => tab.Main.GetByRole(AriaRole.Link, new() { Name = "Report" }).ClickAsync());

        var report = opened.FrameLocator("iframe");
        await Assertions.Expect(report.Locator("h1")).ToContainTextAsync("locked-up");
        // Its own style is applied: a heading without one is 2em, and bold.
        Assert.Equal("680", await report.Locator("h1").EvaluateAsync<string>("h1 => getComputedStyle(h1).fontWeight"));
        Assert.DoesNotContain("allow-scripts", await opened.Locator("iframe").GetAttributeAsync("sandbox") ?? "", StringComparison.Ordinal);
        await Assertions.Expect(opened).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex("locked-up"));
    }

    private Task<Tab> OpenAsync(string view)
    {
        PageHost.SkipWithoutBrowser();
        return host.OpenAsync(view, root: _functions!.Http.BaseAddress);
    }

    private static async Task GiveAsync(Tab tab, ILocator dialog, string key)
    {
        await Tab.Expect(dialog).ToBeVisibleAsync();
        await tab.Page.GetByLabel("Function key").FillAsync(key);
        await tab.Button("Use this key").ClickAsync();
    }
}
