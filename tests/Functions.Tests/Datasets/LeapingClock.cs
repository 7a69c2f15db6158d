namespace PhotoScore.Functions.Tests.Datasets;

/// <summary>The true time, but for leaps ahead; timers run as they do.</summary>
internal sealed class LeapingClock : TimeProvider
{
    private TimeSpan _ahead;

    /// <summary>The times that were leapt to.</summary>
    public List<DateTime> Leaps { get; } = [];

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _ahead;

    public void LeapTo(DateTime time)
    {
        Leaps.Add(time);
        if (time > GetUtcNow().UtcDateTime)
            _ahead += time - GetUtcNow().UtcDateTime;
    }
}
