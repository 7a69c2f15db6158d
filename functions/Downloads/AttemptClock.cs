namespace PhotoScore.Functions.Downloads;

/// <summary>A time limit that stands still while we ourselves are the ones who wait.</summary>
internal sealed class AttemptClock : IDisposable
{
    private readonly CancellationTokenSource _limit;
    private readonly CancellationTokenSource _either;
    private readonly TimeProvider _time;
    private TimeSpan _left;
    private long _runningSince;

    public AttemptClock(TimeSpan limit, TimeProvider time, CancellationToken cancellation)
    {
        (_left, _time) = (limit, time);
        _limit = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_limit.Token, cancellation);
    }

    /// <summary>Is cancelled by the caller or when the time is up.</summary>
    public CancellationToken Token => _either.Token;

    /// <summary>Whether the time is up.</summary>
    public bool IsUp => _limit.IsCancellationRequested;

    /// <summary>The server's turn: time passes.</summary>
    public void Run()
    {
        _runningSince = _time.GetTimestamp();
        _limit.CancelAfter(_left);
    }

    /// <summary>Our turn: time stands still.</summary>
    public void Pause()
    {
        _limit.CancelAfter(Timeout.InfiniteTimeSpan);
        _left -= _time.GetElapsedTime(_runningSince);
        if (_left < TimeSpan.Zero)
            _left = TimeSpan.Zero;
    }

    public void Dispose()
    {
        _either.Dispose();
        _limit.Dispose();
    }
}
