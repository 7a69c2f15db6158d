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
    [InlineData(0.91, 0.90, true)]
    [InlineData(0.90, 0.90, false)]
    [InlineData(0.89, 0.90, false)]
    public void Judge_same_test_split_compares_balanced_accuracy(double candidate, double current, bool promoted)
    {
        var outcome = Promotions.Judge(Some.Manifest(2, candidate), Some.Manifest(1, current), Promotion.IfBetter);

        Assert.Equal(promoted, outcome.Promoted);
    }

    [Fact]
    public void Judge_different_test_split_keeps_what_answers_and_says_so()
    {
        var outcome = Promotions.Judge(Some.Manifest(2, 0.99, photos: "q"), Some.Manifest(1, 0.5, photos: "p"), Promotion.IfBetter);

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
        double[] accuracies = [0.71, 0.83, 0.79, 0.92, 0.64, 0.88, 0.90, 0.75];
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

    private async Task<(PhotoStorage Storage, Promoter Promoter)> ArrangeAsync(params double[] accuracies)
    {
        var storage = await Some.StorageAsync(azurite);
        for (var i = 0; i < accuracies.Length; i++)
        {
            var manifest = Some.Manifest(i + 1, accuracies[i]);
            await storage.Models.CreateJsonAsync(
                new ModelPaths(Some.Model, new(i + 1)).Manifest, manifest, TestContext.Current.CancellationToken);
        }
        return (storage, new(storage, new(storage)));
    }

    private static async Task<CurrentModel> CurrentAsync(PhotoStorage storage) =>
        (await new ModelCatalog(storage).CurrentAsync(Some.Model, TestContext.Current.CancellationToken))!.Value;
}
