using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using PhotoScore.Core.Training;
using PhotoScore.Functions.Tests.Predictions;

namespace PhotoScore.EndToEnd.Page;

/// <summary>Whether the page can be used without a mouse, without sight, and on a telephone.</summary>
[Collection(nameof(PageHost))]
public sealed class AccessibilityTests(PageHost host)
{
    [Theory]
    [InlineData(ColorScheme.Light, 1200)]
    [InlineData(ColorScheme.Dark, 1200)]
    [InlineData(ColorScheme.Light, 375)]
    public async Task Every_view_keeps_the_rules_of_axe_and_needs_no_sideways_scrolling(ColorScheme scheme, int width)
    {
        PageHost.SkipWithoutBrowser();
        await ArrangeAsync();
        await using var tab = await host.OpenAsync("/", new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 800 }, ReducedMotion = ReducedMotion.Reduce });

        foreach (var view in new[] { "/", "/score/usable", "/models", "/models/usable", "/models/usable/v1", "/trainings", "/trainings/usable/v3", "/trainings/new", "/datasets", "/datasets/new", "/nowhere" })
        {
            await tab.GoAsync(view);
            await Tab.Expect(tab.Title).ToBeVisibleAsync();
            if (view == "/score/usable")
                await ScoreAsync(tab);
            await AssertUsableAsync(tab, $"{view} {scheme} {width}");
        }
    }

    [Fact]
    public async Task Dialog_keeps_the_rules_of_axe()
    {
        PageHost.SkipWithoutBrowser();
        await ArrangeAsync();
        await using var tab = await host.OpenAsync("/models/usable");

        await tab.Button("Promote v2").ClickAsync();
        await Tab.Expect(tab.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();

        await AssertUsableAsync(tab, "dialog");
    }

    [Fact]
    public async Task Keyboard_alone_reaches_content_views_and_dialogs()
    {
        PageHost.SkipWithoutBrowser();
        await ArrangeAsync();
        await using var tab = await host.OpenAsync("/");
        await Tab.Expect(tab.Title).ToHaveTextAsync("PhotoScore");

        await tab.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to content", await FocusedAsync(tab));
        await tab.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("main", await tab.Page.EvaluateAsync<string>("document.activeElement.id"));

        await tab.Page.Locator("header nav a").Nth(1).FocusAsync();
        await tab.Page.Keyboard.PressAsync("Enter");
        await Tab.Expect(tab.Title).ToHaveTextAsync("Models");
        Assert.Equal("main", await tab.Page.EvaluateAsync<string>("document.activeElement.id"));
        await Tab.Expect(tab.Page.Locator("#announcer")).ToHaveTextAsync("Models · PhotoScore");
        await Tab.Expect(tab.Page.Locator("header nav a[aria-current=page]")).ToHaveTextAsync("Models");

        await tab.GoAsync("/models/usable");
        await tab.Button("Promote v2").FocusAsync();
        await tab.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("Promote", await FocusedAsync(tab));
        await tab.Page.Keyboard.PressAsync("Escape");
        await Tab.Expect(tab.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        Assert.Equal("Promote v2", await FocusedAsync(tab));

        await tab.GoAsync("/score/usable");
        await tab.Page.GetByLabel("Version").FocusAsync();
        await tab.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("photos", await tab.Page.EvaluateAsync<string>("document.activeElement.id"));
        // The picker itself is out of sight; its label shows that it has the focus.
        Assert.Equal("solid", await tab.Page.EvaluateAsync<string>("getComputedStyle(document.querySelector('label[for=photos]')).outlineStyle"));
    }

    private static Task<string> FocusedAsync(Tab tab) => tab.Page.EvaluateAsync<string>("document.activeElement.textContent.trim()");

    private async Task ArrangeAsync()
    {
        var model = new SmallModel(host.Storage, "usable");
        await model.PublishAsync(1, balancedAccuracy: 0.8);
        await model.PublishAsync(2, balancedAccuracy: 0.9);
        await model.TrainAsync(3, epoch: 5, epochs: 9, new TrainingDiagnosis("over-fitting", "Train and validation part.", "Augment more."));
        await host.Functions.PostAsync("/api/models/usable/v1/promote", "{}", System.Net.HttpStatusCode.OK, TestContext.Current.CancellationToken);
    }

    private static async Task ScoreAsync(Tab tab)
    {
        await tab.DropAsync(("red.png", "image/png", Photo.Png(220, 20, 90)), ("broken.png", "image/png", [1, 2, 3]));
        await Tab.Expect(tab.Main).ToContainTextAsync("1 photo scored, 1 failed", new() { Timeout = 30_000 });
    }

    private static async Task AssertUsableAsync(Tab tab, string where)
    {
        var found = await tab.Page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        Assert.True(found.Violations.Length == 0, $"{where}: {string.Join('\n', found.Violations.Select(rule =>
            $"{rule.Id}: {rule.Help}: {string.Join(" | ", rule.Nodes.Select(node => node.Html))}"))}");
        var (inside, shown) = (await tab.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"), await tab.Page.EvaluateAsync<int>("innerWidth"));
        Assert.True(inside <= shown, $"{where} is {inside} wide in a window of {shown}");
    }
}
