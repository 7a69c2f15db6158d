using System.Runtime.CompilerServices;

namespace PhotoScore.Functions.Scorings;

/// <summary>Works on a bounded number of items at the same time, and gives the results in the items' order.</summary>
internal static class OrderedWindow
{
    /// <summary>Results in the order of <paramref name="source"/>.</summary>
    /// <param name="source">Asked for the next item only when there is room.</param>
    /// <param name="atOnce">Items in work, finished ones that wait for their turn included.</param>
    /// <param name="work">Makes a result of an item.</param>
    /// <param name="discard">Told of each result that nobody took, after a failure or a cancellation.</param>
    /// <param name="cancellation">Stops all.</param>
    public static async IAsyncEnumerable<TResult> SelectAsync<T, TResult>(
        IAsyncEnumerable<T> source, int atOnce, Func<T, CancellationToken, Task<TResult>> work, Action<TResult> discard,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var running = new Queue<Task<TResult>>(atOnce);
        try
        {
            await foreach (var item in source.WithCancellation(stop.Token))
            {
                running.Enqueue(work(item, stop.Token));
                if (running.Count == atOnce)
                    yield return await TakeAsync();
            }
            while (running.Count > 0)
                yield return await TakeAsync();
        }
        finally
        {
            await stop.CancelAsync();
            while (running.TryDequeue(out var left))
            {
                await Task.WhenAny(left);
                if (left.IsCompletedSuccessfully)
                    discard(left.Result);
            }
        }

        async Task<TResult> TakeAsync()
        {
            // Still in the queue while it is waited for, so that a failure elsewhere finds it.
            var result = await running.Peek();
            _ = running.Dequeue();
            return result;
        }
    }
}
