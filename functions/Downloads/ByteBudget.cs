namespace PhotoScore.Functions.Downloads;

/// <summary>How many bytes of photos a process may hold; who wants more waits, first come first served.</summary>
internal sealed class ByteBudget
{
    private readonly LinkedList<Waiter> _waiting = [];
    private readonly long _total;
    private long _free;

    /// <param name="total">The budget; a single photo larger than it takes all of it.</param>
    public ByteBudget(long total) => (_total, _free) = (total, total);

    /// <summary>Takes bytes once they are free, all at once, so that two photos never wait for each other's halves.</summary>
    public async Task<Lease> TakeAsync(long bytes, CancellationToken cancellation)
    {
        var lease = new Lease(this, Math.Clamp(bytes, 0, _total));
        LinkedListNode<Waiter> node;
        lock (_waiting)
        {
            if (_waiting.Count == 0 && _free >= lease.Bytes)
            {
                _free -= lease.Bytes;
                return lease;
            }
            node = _waiting.AddLast(new Waiter(lease.Bytes));
        }
        using var registration = cancellation.Register(() => Abandon(node, cancellation));
        await node.Value.Granted.Task;
        return lease;
    }

    private void Abandon(LinkedListNode<Waiter> node, CancellationToken cancellation)
    {
        lock (_waiting)
        {
            if (node.List is null)
                return;
            _waiting.Remove(node);
            GrantNext();
        }
        node.Value.Granted.TrySetCanceled(cancellation);
    }

    private void GiveBack(long bytes)
    {
        lock (_waiting)
        {
            _free += bytes;
            GrantNext();
        }
    }

    private void GrantNext()
    {
        while (_waiting.First is { } node && _free >= node.Value.Bytes)
        {
            _waiting.Remove(node);
            _free -= node.Value.Bytes;
            node.Value.Granted.TrySetResult();
        }
    }

    /// <summary>Bytes that were taken; given back when disposed.</summary>
    public sealed class Lease(ByteBudget budget, long bytes) : IDisposable
    {
        private long _bytes = bytes;

        public long Bytes => Interlocked.Read(ref _bytes);

        /// <summary>Gives back what is not needed after all.</summary>
        public void ShrinkTo(long needed)
        {
            var spare = Bytes - needed;
            if (spare > 0 && Interlocked.CompareExchange(ref _bytes, needed, needed + spare) == needed + spare)
                budget.GiveBack(spare);
        }

        public void Dispose() => budget.GiveBack(Interlocked.Exchange(ref _bytes, 0));
    }

    private sealed record Waiter(long Bytes)
    {
        public TaskCompletionSource Granted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
