using System.Net;
using Microsoft.Playwright;
using PhotoScore.Core.Training;

namespace PhotoScore.EndToEnd.Page;

/// <summary>Models and trainings on the page.</summary>
[Collection(nameof(PageHost))]
public sealed class ModelTests(PageHost host)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Promote_asks_first_and_then_changes_what_answers()
    {
        PageHost.SkipWithoutBrowser();
        var model = new SmallModel(host.Storage, "promoted");
        await model.PublishAsync(1, balancedAccuracy: 0.8);
        await model.PublishAsync(2, balancedAccuracy: 0.9);
        await host.Functions.PostAsync("/api/models/promoted/v1/promote", "{}", HttpStatusCode.OK, Cancellation);
        await using var tab = await host.OpenAsync("/models/promoted");

        await tab.Button("Promote v2").ClickAsync();
        var dialog = tab.Page.GetByRole(AriaRole.Dialog, new() { Name = "Let v2 of promoted answer?" });
        await Tab.Expect(dialog).ToContainTextAsync("balanced accuracy 0.900 (0.850 to 0.940)");
        await tab.Page.Keyboard.PressAsync("Escape");
        await Tab.Expect(dialog).ToHaveCountAsync(0);
        Assert.Equal("v1", await CurrentAsync("promoted"));

        await tab.Button("Promote v2").ClickAsync();
        await tab.Button("Promote").ClickAsync();

        await Tab.Expect(tab.Main.GetByRole(AriaRole.List, new() { Name = "Shares of requests" })).ToHaveTextAsync("v2100%");
        Assert.Equal("v2", await CurrentAsync("promoted"));
        await Tab.Expect(tab.Button("Promote v1")).ToBeVisibleAsync();
        tab.AssertClean();
    }

    [Fact]
    public async Task Training_draws_its_curves_as_they_grow()
    {
        PageHost.SkipWithoutBrowser();
        var model = new SmallModel(host.Storage, "learning");
        await model.TrainAsync(1, epoch: 3, epochs: 9);
        await using var tab = await host.OpenAsync("/trainings/learning/v1");
        var loss = tab.Main.GetByRole(AriaRole.Img, new() { NameRegex = new("^Loss") });
        await Tab.Expect(loss).ToHaveAttributeAsync("aria-label", "Loss. training from 1.000 to 0.333; validation from 1.200 to 0.400.");

        await model.TrainAsync(1, epoch: 6, epochs: 9, new TrainingDiagnosis("over-fitting", "Train and validation part.", "Augment more."));

        await Tab.Expect(loss).ToHaveAttributeAsync("aria-label", "Loss. training from 1.000 to 0.167; validation from 1.200 to 0.200.", new() { Timeout = 30_000 });
        await Tab.Expect(tab.Main).ToContainTextAsync("6 of 9");
        await Tab.Expect(tab.Main).ToContainTextAsync("1 min 13 s");
        await Tab.Expect(tab.Main).ToContainTextAsync("Train and validation part.Augment more.");
        Assert.Equal(6, (await loss.Locator("path.line").First.GetAttributeAsync("d"))!.Split('L', 'M').Length - 1);
        tab.AssertClean();
    }

    [Fact]
    public async Task Training_is_cancelled_after_a_question()
    {
        PageHost.SkipWithoutBrowser();
        await new SmallModel(host.Storage, "stopped").TrainAsync(1, epoch: 3, epochs: 9);
        await using var tab = await host.OpenAsync("/trainings/stopped/v1");

        await tab.Button("Cancel the training").ClickAsync();
        await tab.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Cancel the training" }).ClickAsync();

        await Tab.Expect(tab.Main.Locator(".badge").First).ToHaveTextAsync("– cancelled");
        Assert.Equal("cancelled", (await host.Functions.GetAsync("/api/models/stopped/trainings/v1", Cancellation)).GetProperty("status").GetString());
        tab.AssertClean();
    }

    private async Task<string?> CurrentAsync(string model) =>
        (await host.Functions.GetAsync($"/api/models/{model}", Cancellation)).GetProperty("current").GetProperty("routes")[0].GetProperty("version").GetString();
}
