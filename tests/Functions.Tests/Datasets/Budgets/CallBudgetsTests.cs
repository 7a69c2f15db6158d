using Microsoft.Extensions.Time.Testing;
using PhotoScore.Functions.Datasets.Budgets;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Datasets.Budgets;

public sealed class CallBudgetsTests(AzuriteFixture azurite)
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 4, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task TakeAsync_several_processes_at_once_never_exceed_the_budget()
    {
        var storage = await Tests.Some.StorageAsync(azurite);
        var budget = new CallBudget("some", ["key-one", "key-two"], 20, TimeSpan.FromHours(1));
        // Each has locks of its own, as processes have; only the blob is shared.
        var processes = Enumerable.Range(0, 6).Select(_ => new CallBudgets(storage, _time)).ToList();

        var grants = await Task.WhenAll(Enumerable.Range(0, 60).Select(i =>
            Task.Run(() => processes[i % processes.Count].TakeAsync(budget, TestContext.Current.CancellationToken))));

        Assert.Equal([("key-one", 20), ("key-two", 20)], grants.Where(grant => grant.Key is not null).CountBy(grant => grant.Key!).Select(count => (count.Key, count.Value)).Order());
        Assert.Equal(20, grants.Count(grant => grant.Key is null));
    }

    [Fact]
    public async Task TakeAsync_after_a_restart_knows_what_was_used()
    {
        var storage = await Tests.Some.StorageAsync(azurite);
        var budget = new CallBudget("some", ["key-one"], 1, TimeSpan.FromDays(1));

        await new CallBudgets(storage, _time).TakeAsync(budget, TestContext.Current.CancellationToken);
        var refused = await new CallBudgets(storage, _time).TakeAsync(budget, TestContext.Current.CancellationToken);
        _time.SetUtcNow(refused.NotBefore);
        var granted = await new CallBudgets(storage, _time).TakeAsync(budget, TestContext.Current.CancellationToken);

        Assert.Null(refused.Key);
        Assert.Equal("key-one", granted.Key);
        var stored = (await storage.State.GetBlobClient("budgets/some.json").DownloadContentAsync(TestContext.Current.CancellationToken)).Value.Content.ToString();
        Assert.DoesNotContain("key-one", stored, StringComparison.Ordinal);
    }
}
