using System.Net;
using Microsoft.Playwright;

namespace PhotoScore.EndToEnd.Page;

/// <summary>Datasets on the page: a recipe that is pasted, a build that is watched, what came out.</summary>
[Collection(nameof(PageHost))]
public sealed class DatasetTests(PageHost host)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Build_that_is_started_here_is_watched_until_its_version_is_complete()
    {
        PageHost.SkipWithoutBrowser();
        await using var site = new GatedSite(held: 4);
        await using var tab = await host.OpenAsync("/datasets/new");

        await tab.Page.GetByLabel("Dataset").FillAsync("watched");
        await tab.Page.GetByLabel("Recipe").FillAsync(Recipe(site.Root, photos: 12));
        await tab.Button("Start the build").ClickAsync();

        await Tab.Expect(tab.Title).ToHaveTextAsync("watched v1");
        await Tab.Expect(tab.Main).ToContainTextAsync("fetching");
        await Tab.Expect(tab.Main).ToContainTextAsync("4 of 12", new() { Timeout = 60_000 });
        await Tab.Expect(tab.Main.GetByRole(AriaRole.Progressbar, new() { Name = "Build of watched v1" })).ToHaveAttributeAsync("value", $"{4.0 / 12:R}");

        site.Open();
        await Tab.Expect(tab.Link("Train on it")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Tab.Expect(tab.Main.GetByRole(AriaRole.Table, new() { Name = "Photos of each class and split" }).GetByRole(AriaRole.Rowheader)).ToHaveTextAsync(["day", "night"]);
        await Tab.Expect(tab.Main.GetByRole(AriaRole.List, new() { Name = "Candidates by outcome" })).ToContainTextAsync("kept");

        await tab.GoAsync("/datasets");
        await Tab.Expect(tab.Link("watched")).ToBeVisibleAsync();
        tab.AssertClean();
    }

    [Fact]
    public async Task Recipe_full_of_faults_is_refused_with_each_of_them_by_its_place()
    {
        await using var tab = await host.OpenAsync("/datasets/new");
        await tab.Page.GetByLabel("Dataset").FillAsync("refused");
        await tab.Page.GetByLabel("Recipe").FillAsync("""{ "sources": [ { "kind": "nowhere" } ], "labels": { "kind": "folder" }, "image": { "size": -1 } }""");

        await tab.Button("Start the build").ClickAsync();

        var alert = tab.Main.GetByRole(AriaRole.Alert);
        await Tab.Expect(alert).ToContainTextAsync("This recipe can't be built");
        await Tab.Expect(alert.Locator("code", new() { HasTextString = "$.image.size" })).ToBeVisibleAsync();
        await Tab.Expect(alert.Locator("code", new() { HasTextString = "$.sources[0]" })).ToBeVisibleAsync();
        await Tab.Expect(tab.Page.GetByLabel("Recipe")).ToHaveAttributeAsync("aria-invalid", "true");
        tab.AssertClean("400");
    }

    [Fact]
    public async Task Ledger_and_report_of_a_version_are_a_link_away()
    {
        PageHost.SkipWithoutBrowser();
        await using var site = new GatedSite(held: int.MaxValue);
        await host.Functions.PostAsync("/api/datasets/ledgered/builds", Recipe(site.Root, photos: 12), HttpStatusCode.Accepted, Cancellation);
        await host.Functions.EndOfBuildAsync("/api/datasets/ledgered/builds/v1", TimeSpan.FromMinutes(2), Cancellation);
        await using var tab = await host.OpenAsync("/datasets/ledgered/v1");

        var report = await tab.Page.Context.RunAndWaitForPageAsync(() => tab.Main.GetByRole(AriaRole.Link, new() { Name = "Report" }).ClickAsync());
        await Assertions.Expect(report).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex("ledgered"));
        await tab.Link("Ledger").ClickAsync();

        await Tab.Expect(tab.Title).ToHaveTextAsync("Ledger of ledgered v1");
        await Tab.Expect(tab.Main.GetByRole(AriaRole.Row)).ToHaveCountAsync(13);
        tab.AssertClean();
    }

    private static string Recipe(string site, int photos) => $$"""
        { "sources": [ { "kind": "urls", "items": [ {{string.Join(", ", Enumerable.Range(0, photos).Select(i =>
            $$"""{ "url": "{{site}}/{{i}}.jpg", "label": "{{(i % 2 == 0 ? "day" : "night")}}" }"""))}} ] } ],
          "labels": { "kind": "given" }, "image": { "size": 32 }, "download": { "timeoutSeconds": 100 } }
        """;
}
