namespace PhotoScore.Local.Tests.Durable.Testing;

/// <summary>A clock that jumps to the next timer as soon as one is set, so that days pass in no time; timers fire in their order.</summary>
internal sealed class ImpatientTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<Entry, (DateTimeOffset, int)> _due = new();
    private DateTimeOffset _now = start;
    private int _entries;

    public ImpatientTime()
        : this(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))
    {
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new JumpTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private void Enqueue(JumpTimer timer, int change, TimeSpan due)
    {
        lock (_gate)
            _due.Enqueue(new Entry(timer, change), (_now + due, _entries++));
        ThreadPool.QueueUserWorkItem(_ => FireNext());
    }

    private void FireNext()
    {
        Entry? entry;
        lock (_gate)
        {
            if (!_due.TryDequeue(out entry, out var key))
                return;
            if (entry.Timer.IsAt(entry.Change) && key.Item1 > _now)
                _now = key.Item1;
        }

        entry.Timer.FireIfAt(entry.Change);
    }

    private sealed record Entry(JumpTimer Timer, int Change);

    private sealed class JumpTimer(ImpatientTime time, Action fire) : ITimer
    {
        private int _change;

        public bool IsAt(int change) => Volatile.Read(ref _change) == change;

        public void FireIfAt(int change)
        {
            if (IsAt(change))
                fire();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var change = Interlocked.Increment(ref _change);
            if (dueTime != Timeout.InfiniteTimeSpan)
                time.Enqueue(this, change, dueTime);
            return true;
        }

        public void Dispose() => Interlocked.Increment(ref _change);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
