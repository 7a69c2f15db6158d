namespace PhotoScore.Local.Runtime.Durable.Engine;

/// <summary>An instance's timers. A time far off is waited for in steps, since a timer of the system holds only 49 days.</summary>
internal sealed class InstanceTimers(TimeProvider time)
{
    private static TimeSpan LongestStep { get; } = TimeSpan.FromDays(20);

    private readonly Lock _gate = new();
    private readonly HashSet<ITimer> _running = [];
    private bool _stopped;

    public void Set(DateTimeOffset fireAt, Action fire)
    {
        var left = fireAt - time.GetUtcNow();
        if (left <= TimeSpan.Zero)
        {
            fire();
            return;
        }

        lock (_gate)
        {
            if (_stopped)
                return;
            ITimer? timer = null;
            timer = time.CreateTimer(_ => Elapsed(timer!), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _running.Add(timer);
            timer.Change(left < LongestStep ? left : LongestStep, Timeout.InfiniteTimeSpan);
        }

        void Elapsed(ITimer timer)
        {
            lock (_gate)
            {
                if (!_running.Remove(timer))
                    return;
            }

            timer.Dispose();
            Set(fireAt, fire);
        }
    }

    /// <summary>Forgets every timer; new ones can be set.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            foreach (var timer in _running)
                timer.Dispose();
            _running.Clear();
        }
    }

    public void Stop()
    {
        lock (_gate)
            _stopped = true;
        Clear();
    }
}
