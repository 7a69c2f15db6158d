using System.Collections.Concurrent;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Datasets.Budgets;

/// <summary>
/// Gives leave for calls to APIs, in <c>state/budgets/{service}.json</c>: changed only by compare-and-swap on its ETag, so that all
/// processes together keep to the budget, restarts included. A call that was granted counts even if its process dies.
/// </summary>
/// <param name="storage">The containers.</param>
/// <param name="time">The clock; those of several machines should agree to within seconds.</param>
internal sealed class CallBudgets(PhotoStorage storage, TimeProvider time)
{
    // Calls of one process queue up here instead of refusing each other's writes.
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new(StringComparer.Ordinal);

    /// <summary>Takes one call, or says when there will be one.</summary>
    public Task<CallGrant> TakeAsync(CallBudget budget, CancellationToken cancellation) =>
        ChangeAsync(budget.Service, book => SlidingWindow.Take(book, budget, time.GetUtcNow()), grant => grant.Key is not null, cancellation);

    /// <summary>Leaves a key alone until a time, as when the API itself says that it is spent.</summary>
    public Task PauseAsync(CallBudget budget, string key, DateTimeOffset until, CancellationToken cancellation) =>
        ChangeAsync(budget.Service, book =>
        {
            SlidingWindow.Pause(book, key, until);
            return true;
        }, _ => true, cancellation);

    private async Task<T> ChangeAsync<T>(string service, Func<BudgetBook, T> change, Func<T, bool> changed, CancellationToken cancellation)
    {
        var name = $"budgets/{service}.json";
        var turn = _turns.GetOrAdd(service, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(cancellation);
        try
        {
            while (true)
            {
                var read = await storage.State.ReadJsonAsync<BudgetBook>(name, cancellation);
                var book = read?.Value ?? new BudgetBook();
                var result = change(book);
                // Who loses the race reads what the winner wrote; somebody always wins.
                if (!changed(result) || (read is null
                    ? await storage.State.CreateJsonAsync(name, book, cancellation)
                    : await storage.State.ReplaceJsonAsync(name, book, read.ETag, cancellation)))
                {
                    return result;
                }
            }
        }
        finally
        {
            turn.Release();
        }
    }
}
