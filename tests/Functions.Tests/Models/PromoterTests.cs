using PhotoScore.Core.Models;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Storage;
using PhotoScore.Core.Training;
using PhotoScore.Functions.Models;
using PhotoScore.Functions.Storage;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Models;

public sealed class PromoterTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData(0.03, 0.01, true)]
    [InlineData(0.03, -0.01, false)]
    [InlineData(0, 0, false)]
    [InlineData(-0.03, -0.05, false)]
    public void Judge_if_better_asks_for_a_difference_that_is_surely_above_zero(double difference, double low, bool promoted)
    {
        var outcome = Promotions.Judge(Some.Manifest(2), new(1), Comparison(difference, low), Promotion.IfBetter);

        Assert.Equal(promoted, outcome.Promoted);
        Assert.Contains("on 40 test photos that it did not learn from", outcome.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Judge_what_could_not_be_compared_stays_and_the_reason_says_why()
    {
        var comparison = new ModelComparison { Current = new(1), TestPhotos = 40, Photos = 0, Fault = "v1 learned from every test photo." };

        var outcome = Promotions.Judge(Some.Manifest(2, 0.99), new(1), comparison, Promotion.IfBetter);

        Assert.Equal(new(false, "Not comparable: v1 learned from every test photo. Promote v2 by hand to use it."), outcome);
    }

    [Fact]
    public void Judge_a_collapsed_version_is_not_even_the_first()
    {
        var healthy = Some.Manifest(1);
        var constant = healthy with { Test = healthy.Test with { ConfusionMatrix = [[0, 2], [0, 2]] } };
        var diagnosed = healthy with { Diagnoses = [new(DiagnosisCodes.Collapsed, "It collapsed.", "Lower the rate.")] };

        Assert.All([constant, diagnosed], model => Assert.False(Promotions.Judge(model, null, null, Promotion.IfBetter).Promoted));
        Assert.True(Promotions.Judge(constant, null, null, Promotion.Always).Promoted);
    }

    [Fact]
    public async Task Promote_takes_the_word_of_the_trainer_that_asked_the_current_version()
    {
        var (storage, promoter) = await ArrangeAsync(0.8, 0.9);
        await promoter.PromoteAsync(Some.Model, new(1), Promotion.IfBetter, TestContext.Current.CancellationToken);
        await storage.Models.CreateJsonAsync(new ModelPaths(Some.Model, new(2)).Comparison, Comparison(0.05, 0.02), TestContext.Current.CancellationToken);

        var outcome = await promoter.PromoteAsync(Some.Model, new(2), Promotion.IfBetter, TestContext.Current.CancellationToken);

        Assert.True(outcome.Promoted, outcome.Reason);
        Assert.Equal(outcome.Reason, (await CurrentAsync(storage)).Reason);
    }

    [Fact]
    public async Task Promote_another_version_became_current_meanwhile_compares_what_both_were_tested_on()
    {
        var (storage, promoter) = await ArrangeAsync(0.5, 0.95, 0.9);
        var cancellation = TestContext.Current.CancellationToken;
        await promoter.PromoteAsync(Some.Model, new(2), Promotion.Always, cancellation);
        // The trainer of the third asked the first: what it found says nothing of the second.
        await storage.Models.CreateJsonAsync(new ModelPaths(Some.Model, new(3)).Comparison, Comparison(0.45, 0.4), cancellation);

        var outcome = await promoter.PromoteAsync(Some.Model, new(3), Promotion.IfBetter, cancellation);

        Assert.False(outcome.Promoted);
        Assert.Contains("0.9000 against 0.9500 of v2", outcome.Reason, StringComparison.Ordinal);
        Assert.Equal(new VersionId(2), Assert.Single((await CurrentAsync(storage)).Routes).Version);
    }

    [Fact]
    public async Task Promote_versions_of_different_datasets_keeps_what_answers_and_says_so()
    {
        var (storage, promoter) = await ArrangeAsync(0.5);
        var cancellation = TestContext.Current.CancellationToken;
        await promoter.PromoteAsync(Some.Model, new(1), Promotion.IfBetter, cancellation);
        var other = Some.Manifest(2, 0.99) with { Dataset = new(Core.Naming.DatasetName.Parse("others"), new(1), "q") };
        await storage.Models.CreateJsonAsync(new ModelPaths(Some.Model, new(2)).Manifest, other, cancellation);

        var outcome = await promoter.PromoteAsync(Some.Model, new(2), Promotion.IfBetter, cancellation);

        Assert.False(outcome.Promoted);
        Assert.StartsWith("Not comparable", outcome.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Promote_first_version_becomes_current_and_again_is_success()
    {
        var (storage, promoter) = await ArrangeAsync(0.8);

        var first = await promoter.PromoteAsync(Some.Model, new(1), Promotion.IfBetter, TestContext.Current.CancellationToken);
        var again = await promoter.PromoteAsync(Some.Model, new(1), Promotion.IfBetter, TestContext.Current.CancellationToken);

        Assert.True(first.Promoted);
        Assert.Equal(first, again);
        Assert.Equal([new ModelRoute(new(1), 1)], (await CurrentAsync(storage)).Routes);
    }

    [Fact]
    public async Task Promote_never_leaves_no_current_version()
    {
        var (storage, promoter) = await ArrangeAsync(0.8);

        await promoter.PromoteAsync(Some.Model, new(1), Promotion.Never, TestContext.Current.CancellationToken);

        Assert.Null(await new ModelCatalog(storage).CurrentAsync(Some.Model, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Promote_many_at_once_the_best_version_wins()
    {
        // Far enough apart for 200 photos to tell.
        double[] accuracies = [0.55, 0.75, 0.65, 0.95];
        var (storage, promoter) = await ArrangeAsync(accuracies);

        var versions = Enumerable.Range(1, accuracies.Length);
        var outcomes = await Task.WhenAll(versions.Select(version =>
            promoter.PromoteAsync(Some.Model, new VersionId(version), Promotion.IfBetter, TestContext.Current.CancellationToken)));

        Assert.Equal(new VersionId(4), Assert.Single((await CurrentAsync(storage)).Routes).Version);
        Assert.True(outcomes[3].Promoted);
    }

    [Fact]
    public async Task Promote_unpublished_version_is_refused()
    {
        var (_, promoter) = await ArrangeAsync(0.8);

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            promoter.PromoteAsync(Some.Model, new(9), Promotion.Always, TestContext.Current.CancellationToken));
    }

    private static ModelComparison Comparison(double difference, double low) => new()
    {
        Current = new(1),
        TestPhotos = 50,
        Photos = 40,
        NewBalancedAccuracy = 0.8 + difference,
        CurrentBalancedAccuracy = 0.8,
        Difference = new(difference, low, difference + 0.1),
    };

    private async Task<(PhotoStorage Storage, Promoter Promoter)> ArrangeAsync(params double[] accuracies)
    {
        var storage = await Some.StorageAsync(azurite);
        await Answered.StoreDatasetAsync(storage);
        foreach (var (i, accuracy) in accuracies.Index())
            await Answered.PublishAsync(storage, i + 1, accuracy);
        return (storage, new(storage, new(storage), new(storage), TimeProvider.System));
    }

    private static async Task<CurrentModel> CurrentAsync(PhotoStorage storage) =>
        (await new ModelCatalog(storage).CurrentAsync(Some.Model, TestContext.Current.CancellationToken))!.Value;
}
