namespace PhotoScore.Functions.Downloads;

/// <summary>
/// A bucket of tokens for each host, and no token while a host asks for a pause. A bucket gains <see cref="PerSecond"/> tokens a second and
/// holds those of one second, at least one; a host that is asked for the first time, or again after a pause, has one. So in any
/// span of t seconds at most <c>PerSecond * (t + 1)</c> requests to a host begin, and one more.
/// </summary>
/// <param name="perSecond">Requests a second to one host.</param>
/// <param name="time">The clock.</param>
internal sealed class HostRates(double perSecond, TimeProvider time)
{
    private static readonly TimeSpan Bucket = TimeSpan.FromSeconds(1);

    // When a host's next token is due; as far in the past as tokens are saved up.
    private readonly Dictionary<string, DateTimeOffset> _next = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock _lock = new();
    private double _perSecond = perSecond;

    /// <summary>Requests a second to one host; a change holds for the tokens that are not taken yet.</summary>
    public double PerSecond
    {
        get
        {
            lock (_lock)
                return _perSecond;
        }
        set
        {
            lock (_lock)
                _perSecond = value;
        }
    }

    /// <summary>Waits for the next token of a host.</summary>
    public async Task WaitAsync(string host, CancellationToken cancellation)
    {
        var delay = Reserve(host);
        if (delay > TimeSpan.Zero)
            await Task.Delay(delay, time, cancellation);
    }

    /// <summary>Takes the next token of a host and tells how far away it is.</summary>
    public TimeSpan Reserve(string host)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            var interval = TimeSpan.FromSeconds(1 / _perSecond);
            // One of the bucket's tokens is the one that is due now.
            var fullSince = now - (interval < Bucket ? Bucket - interval : TimeSpan.Zero);
            var due = _next.TryGetValue(host, out var next) ? next : now;
            if (due < fullSince)
                due = fullSince;
            _next[host] = due + interval;
            return due > now ? due - now : TimeSpan.Zero;
        }
    }

    /// <summary>No request to the host begins before the pause is over.</summary>
    public void Pause(string host, TimeSpan pause)
    {
        var until = time.GetUtcNow() + pause;
        lock (_lock)
        {
            if (!_next.TryGetValue(host, out var free) || free < until)
                _next[host] = until;
        }
    }
}
