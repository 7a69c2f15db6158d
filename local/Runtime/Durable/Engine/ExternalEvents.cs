using PhotoScore.Local.Runtime.Durable.History;

namespace PhotoScore.Local.Runtime.Durable.Engine;

/// <summary>
/// Matches events with those who wait for them, by name whatever its case. The newest waiter is served first, so that a loop that
/// waits anew each round never feeds a forgotten waiter; events that came early are kept in order.
/// </summary>
internal sealed class ExternalEvents
{
    private readonly Dictionary<string, List<IPendingTask>> _waiters = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Queue<(int Order, EventRaised Raised)>> _early = new(StringComparer.OrdinalIgnoreCase);
    private int _arrived;

    public int Waiting => _waiters.Values.Sum(waiters => waiters.Count);

    public IReadOnlyList<EventRaised> Unprocessed =>
        [.. _early.Values.SelectMany(queue => queue).OrderBy(early => early.Order).Select(early => early.Raised)];

    public void Raise(EventRaised raised)
    {
        if (_waiters.TryGetValue(raised.Name, out var waiters) && waiters.Count > 0)
        {
            var newest = waiters[^1];
            waiters.RemoveAt(waiters.Count - 1);
            newest.Complete(raised.Input);
        }
        else
        {
            Keep(raised);
        }
    }

    /// <summary>Keeps an event that no present waiter may have.</summary>
    public void Keep(EventRaised raised)
    {
        if (!_early.TryGetValue(raised.Name, out var queue))
            _early[raised.Name] = queue = new();
        queue.Enqueue((_arrived++, raised));
    }

    public Task<T> Wait<T>(string name, Func<bool> mayCancel, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
            return Task.FromCanceled<T>(cancellation);
        var waiter = new PendingTask<T>(name, 0);
        if (_early.TryGetValue(name, out var queue) && queue.TryDequeue(out var early))
        {
            waiter.Complete(early.Raised.Input);
            return waiter.Task;
        }

        if (!_waiters.TryGetValue(name, out var waiters))
            _waiters[name] = waiters = [];
        waiters.Add(waiter);
        cancellation.Register(() =>
        {
            if (mayCancel() && waiters.Remove(waiter))
                waiter.TrySetCanceled(cancellation);
        });
        return waiter.Task;
    }
}
