using NCrontab;

namespace PhotoScore.Local.Runtime.Timers;

/// <summary>When a timer fires (UTC).</summary>
internal sealed class TimerSchedule
{
    private readonly CrontabSchedule? _cron;
    private readonly TimeSpan _interval;

    private TimerSchedule(CrontabSchedule? cron, TimeSpan interval)
    {
        _cron = cron;
        _interval = interval;
    }

    /// <summary>Reads a cron expression of six fields (seconds first) or five, or an interval.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public static TimerSchedule Parse(string text)
    {
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        if (fields == 1 && TimeSpan.TryParse(text, out var interval))
        {
            return interval > TimeSpan.Zero
                ? new(null, interval)
                : throw new FormatException($"Schedule '{text}' must be longer than nothing.");
        }
        var cron = CrontabSchedule.TryParse(text, new() { IncludingSeconds = fields == 6 });
        return cron is null
            ? throw new FormatException($"Schedule '{text}' is neither a cron expression of six fields (seconds first) nor an interval such as 00:05:00.")
            : new(cron, TimeSpan.Zero);
    }

    /// <summary>The first occurrence after <paramref name="after"/>.</summary>
    public DateTime Next(DateTime after) => _cron?.GetNextOccurrence(after) ?? after + _interval;

    /// <summary>Whether two occurrences around <paramref name="now"/> are less than a minute apart: too close to keep books on.</summary>
    public bool IsFast(DateTime now)
    {
        var next = Next(now);
        return Next(next) - next < TimeSpan.FromMinutes(1);
    }
}
