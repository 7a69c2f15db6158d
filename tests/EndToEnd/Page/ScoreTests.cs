using System.Globalization;
using System.Net;
using Microsoft.Playwright;
using PhotoScore.Functions.Tests.Predictions;

namespace PhotoScore.EndToEnd.Page;

/// <summary>Photos that are dropped on the page, against the network's formula.</summary>
[Collection(nameof(PageHost))]
public sealed class ScoreTests(PageHost host)
{
    // These models were published without embeddings, so that neighbours can't be had: the page shows none.
    private const string WithoutTrainingPhotos = "409";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_photo_shows_its_class_probabilities_and_threshold()
    {
        await using var tab = await OpenAsync("one-photo");

        await tab.DropAsync(Red("red.png"));

        var yes = TinyOnnx.Yes(220, 20, bias: 0);
        await Tab.Expect(tab.Main.Locator(".answer .class")).ToHaveTextAsync($"yes {Percent(yes)}", new() { Timeout = 20_000 });
        var bars = tab.Main.GetByRole(AriaRole.List, new() { Name = "Probabilities" }).GetByRole(AriaRole.Listitem);
        await Tab.Expect(bars).ToHaveTextAsync([$"no{Percent(1 - yes)}", $"yes{Percent(yes)}"]);
        await Tab.Expect(tab.Main).ToContainTextAsync("yes is answered from 0.550 on");
        await Tab.Expect(tab.Main.GetByRole(AriaRole.Img, new() { Name = "Your photo red.png" })).ToBeVisibleAsync();
        tab.AssertClean(WithoutTrainingPhotos);
    }

    [Fact]
    public async Task Chosen_file_is_scored_like_a_dropped_one()
    {
        await using var tab = await OpenAsync("chosen-photo");

        await tab.Page.GetByLabel("Choose photos").SetInputFilesAsync(new FilePayload { Name = "green.png", MimeType = "image/png", Buffer = Photograph("green.png", 20, 220).Bytes });

        await Tab.Expect(tab.Main.Locator(".answer .class")).ToHaveTextAsync($"no {Percent(1 - TinyOnnx.Yes(20, 220, bias: 0))}", new() { Timeout = 20_000 });
        tab.AssertClean(WithoutTrainingPhotos);
    }

    [Fact]
    public async Task Many_photos_are_a_row_each_and_the_broken_one_says_why()
    {
        await using var tab = await OpenAsync("many-photos");
        (string, string, byte[])[] files =
        [
            Red("a.png"), Photograph("b.png", 20, 220), ("broken.jpg", "image/jpeg", "no photo"u8.ToArray()), Photograph("=d.png", 200, 40), Photograph("e.png", 180, 60), Photograph("f.png", 40, 200),
        ];

        await tab.DropAsync(files);

        await Tab.Expect(tab.Main).ToContainTextAsync("5 photos scored, 1 failed", new() { Timeout = 30_000 });
        var rows = tab.Main.GetByRole(AriaRole.Table, new() { Name = "Answers" }).Locator("tbody tr");
        await Tab.Expect(rows).ToHaveCountAsync(6);
        await Tab.Expect(rows.Nth(0)).ToContainTextAsync($"yes{Percent(TinyOnnx.Yes(220, 20, bias: 0))}");
        await Tab.Expect(rows.Nth(1)).ToContainTextAsync("no");
        await Tab.Expect(rows.Nth(2)).ToContainTextAsync("✕");
        await Tab.Expect(tab.Main.GetByRole(AriaRole.List, new() { Name = "Photos by answer" }).GetByRole(AriaRole.Listitem)).ToHaveTextAsync(["yes360.0%", "no240.0%"]);

        var lines = await DownloadAsync(tab);
        Assert.Equal("file,class,probability,abstain,p_no,p_yes,version,error", lines[0]);
        Assert.Equal(TinyOnnx.Yes(220, 20, bias: 0), double.Parse(lines[1].Split(',')[2], CultureInfo.InvariantCulture), 1e-6);
        Assert.StartsWith("broken.jpg,,,,,,,", lines[3], StringComparison.Ordinal);
        Assert.StartsWith("'=d.png,yes,", lines[4], StringComparison.Ordinal);
        tab.AssertClean("415");
    }

    [Fact]
    public async Task Full_server_is_asked_again_when_it_says()
    {
        await using var tab = await OpenAsync("full-server");
        var refusals = 0;
        await tab.Page.RouteAsync("**/predict", route => refusals++ == 0
            ? route.FulfillAsync(new() { Status = 503, Headers = new Dictionary<string, string> { ["Retry-After"] = "0" }, ContentType = "application/problem+json", Body = "{}" })
            : route.ContinueAsync());

        await tab.DropAsync(Red("red.png"));

        await Tab.Expect(tab.Main.Locator(".answer .class")).ToContainTextAsync("yes", new() { Timeout = 20_000 });
        Assert.True(refusals >= 2);
        tab.AssertClean("503", WithoutTrainingPhotos);
    }

    [Fact]
    public async Task Photo_that_is_left_to_people_and_its_neighbours_are_shown()
    {
        await using var tab = await OpenAsync("unsure-photo");
        const string Prediction = """ "class": "yes", "probability": 0.56, "probabilities": { "no": 0.44, "yes": 0.56 }, "threshold": 0.55 """;
        await AnswerAsync(tab, "**/predict", $$"""{ {{Prediction}}, "abstain": true }""");
        await AnswerAsync(tab, "**/predict?explain=true", $$"""{ {{Prediction}} }""");
        await AnswerAsync(tab, "**/predict?neighbours=5", $$"""{ {{Prediction}}, "neighbours": [ { "key": "k-1", "label": "no", "distance": 0.125, "photo": "/api/datasets/faces/v1/photos/k-1" } ] }""");
        await AnswerAsync(tab, "**/predict?knownDuplicates=true", $$"""{ {{Prediction}}, "knownDuplicate": { "key": "k-2", "label": "no", "distance": 3 } }""");
        await tab.Page.RouteAsync("**/photos/k-1", route => route.FulfillAsync(new() { ContentType = "image/png", BodyBytes = Photo.Png(10, 200, 90) }));

        await tab.DropAsync(Red("red.png"));

        await Tab.Expect(tab.Main).ToContainTextAsync("Not sure enough.", new() { Timeout = 20_000 });
        var neighbour = tab.Main.GetByRole(AriaRole.Img, new() { Name = "Training photo k-1" });
        await Tab.Expect(neighbour).ToHaveAttributeAsync("src", new System.Text.RegularExpressions.Regex("^blob:"));
        await Tab.Expect(tab.Main.Locator(".neighbours")).ToHaveTextAsync("no distance 0.125");
        await Tab.Expect(tab.Main).ToContainTextAsync("It looks like a training photo whose label is no.");
        tab.AssertClean();
    }

    private static Task<IAsyncDisposable> AnswerAsync(Tab tab, string address, string prediction) => tab.Page.RouteAsync(address, route => route.FulfillAsync(new()
    {
        ContentType = "application/json",
        Body = $$"""
            { "model": "unsure-photo", "version": "v1", "dataset": { "dataset": "faces", "version": "v1" },
              "timing": { "readMs": 1, "decodeMs": 2, "queueMs": 0, "inferenceMs": 3, "totalMs": 7 }, "predictions": [ {{prediction}} ] }
            """,
    }));

    private async Task<Tab> OpenAsync(string model)
    {
        PageHost.SkipWithoutBrowser();
        await new SmallModel(host.Storage, model).PublishAsync(1);
        await host.Functions.PostAsync($"/api/models/{model}/v1/promote", "{}", HttpStatusCode.OK, Cancellation);
        var tab = await host.OpenAsync($"/score/{model}");
        await Tab.Expect(tab.Title).ToHaveTextAsync("Score photos");
        return tab;
    }

    private static async Task<string[]> DownloadAsync(Tab tab)
    {
        var download = await tab.Page.RunAndWaitForDownloadAsync(() => tab.Link("Download as CSV").ClickAsync());
        await using var content = await download.CreateReadStreamAsync();
        using var reader = new StreamReader(content);
        return (await reader.ReadToEndAsync(Cancellation)).Split("\r\n");
    }

    private static (string Name, string Type, byte[] Bytes) Red(string name) => Photograph(name, 220, 20);

    private static (string Name, string Type, byte[] Bytes) Photograph(string name, byte red, byte green) => (name, "image/png", Photo.Png(red, green, 90, side: 48));

    private static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + "%";
}
