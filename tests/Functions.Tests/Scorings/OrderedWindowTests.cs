using PhotoScore.Functions.Scorings;

namespace PhotoScore.Functions.Tests.Scorings;

public sealed class OrderedWindowTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SelectAsync_later_items_that_end_first_wait_for_their_turn()
    {
        var gates = Enumerable.Range(0, 20).Select(_ => new TaskCompletionSource()).ToList();
        var results = OrderedWindow.SelectAsync(
            Items(20), 4, async (i, _) => { await gates[i].Task; return i; }, _ => { }, Cancellation).ToListAsync(Cancellation);

        foreach (var four in gates.Chunk(4))
            four.Reverse().ToList().ForEach(gate => gate.SetResult());

        Assert.Equal(Enumerable.Range(0, 20), await results);
    }

    [Fact]
    public async Task SelectAsync_never_has_more_than_its_bound_in_work()
    {
        var (inWork, most) = (0, 0);
        await foreach (var _ in OrderedWindow.SelectAsync(Items(50), 3, WorkAsync, _ => { }, Cancellation))
        {
        }

        Assert.InRange(most, 2, 3);

        async Task<int> WorkAsync(int i, CancellationToken stop)
        {
            most = Math.Max(most, Interlocked.Increment(ref inWork));
            await Task.Yield();
            Interlocked.Decrement(ref inWork);
            return i;
        }
    }

    [Fact]
    public async Task SelectAsync_failure_is_thrown_and_what_was_made_beside_it_is_discarded()
    {
        var discarded = new List<int>();
        var results = OrderedWindow.SelectAsync(
            Items(9), 4, (i, _) => i == 2 ? Task.FromException<int>(new InvalidOperationException("two")) : Task.FromResult(i), discarded.Add, Cancellation);

        var taken = new List<int>();
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (var result in results)
                taken.Add(result);
        });

        Assert.Equal("two", failure.Message);
        Assert.Equal([0, 1], taken);
        Assert.Equal([3, 4, 5], discarded);
    }

    private static IAsyncEnumerable<int> Items(int count) => Enumerable.Range(0, count).ToAsyncEnumerable();
}
