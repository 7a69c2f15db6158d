using PhotoScore.Functions.Downloads;

namespace PhotoScore.Functions.Tests.Downloads;

public sealed class ByteBudgetTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TakeAsync_more_than_is_free_waits_until_it_is_given_back()
    {
        var budget = new ByteBudget(100);
        var first = await budget.TakeAsync(60, Cancellation);

        var second = budget.TakeAsync(60, Cancellation);
        Assert.False(second.IsCompleted);
        first.Dispose();

        Assert.Equal(60, (await second).Bytes);
    }

    [Fact]
    public async Task TakeAsync_more_than_the_budget_takes_all_of_it() =>
        Assert.Equal(100, (await new ByteBudget(100).TakeAsync(1_000, Cancellation)).Bytes);

    [Fact]
    public async Task TakeAsync_cancelled_lets_the_next_one_through()
    {
        var budget = new ByteBudget(100);
        using var held = await budget.TakeAsync(60, Cancellation);
        using var impatient = new CancellationTokenSource();
        var large = budget.TakeAsync(90, impatient.Token);
        var small = budget.TakeAsync(30, Cancellation);
        Assert.False(small.IsCompleted);

        await impatient.CancelAsync();

        Assert.Equal(30, (await small).Bytes);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => large);
    }

    [Fact]
    public async Task ShrinkTo_gives_back_what_is_spare_once()
    {
        var budget = new ByteBudget(100);
        var lease = await budget.TakeAsync(100, Cancellation);
        lease.ShrinkTo(40);
        using var other = await budget.TakeAsync(60, Cancellation);

        lease.Dispose();
        lease.Dispose();

        Assert.False(budget.TakeAsync(41, Cancellation).IsCompleted);
    }
}
