namespace PhotoScore.Functions.Downloads;

/// <summary>Spaces the requests to each host evenly, and holds them back while a host asks for a pause.</summary>
/// <param name="perSecond">Requests a second to one host.</param>
/// <param name="time">The clock.</param>
internal sealed class HostRates(double perSecond, TimeProvider time)
{
    private readonly TimeSpan _interval = TimeSpan.FromSeconds(1 / perSecond);
    private readonly Dictionary<string, DateTimeOffset> _next = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// A chunk's part of the whole build's budget: when at most so many chunks run at once and each keeps to it, the build does.
    /// </summary>
    public static double Share(double perHostPerSecond, int chunksAtOnce) => perHostPerSecond / Math.Max(1, chunksAtOnce);

    /// <summary>Waits for the next free moment of a host.</summary>
    public async Task WaitAsync(string host, CancellationToken cancellation)
    {
        var delay = Reserve(host);
        if (delay > TimeSpan.Zero)
            await Task.Delay(delay, time, cancellation);
    }

    /// <summary>Takes the next free moment of a host and tells how far away it is.</summary>
    public TimeSpan Reserve(string host)
    {
        var now = time.GetUtcNow();
        lock (_next)
        {
            var at = _next.TryGetValue(host, out var free) && free > now ? free : now;
            _next[host] = at + _interval;
            return at - now;
        }
    }

    /// <summary>No request to the host begins before the pause is over.</summary>
    public void Pause(string host, TimeSpan pause)
    {
        var until = time.GetUtcNow() + pause;
        lock (_next)
        {
            if (!_next.TryGetValue(host, out var free) || free < until)
                _next[host] = until;
        }
    }
}
