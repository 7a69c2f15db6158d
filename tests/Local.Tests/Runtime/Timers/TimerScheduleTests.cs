using PhotoScore.Local.Runtime.Timers;

namespace PhotoScore.Local.Tests.Runtime.Timers;

public sealed class TimerScheduleTests
{
    private static readonly DateTime Noon = new(2024, 5, 1, 12, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("0 */5 * * * *", "12:05:00")]
    [InlineData("30 * * * * *", "12:00:30")]
    [InlineData("15 14 * * *", "14:15:00")]
    [InlineData("00:00:07", "12:00:07")]
    public void Next_after_noon_is_the_first_occurrence(string schedule, string expected)
    {
        Assert.Equal(Noon.Date + TimeSpan.Parse(expected), TimerSchedule.Parse(schedule).Next(Noon));
    }

    [Theory]
    [InlineData("*/10 * * * * *", true)]
    [InlineData("0 * * * * *", false)]
    [InlineData("00:00:59", true)]
    public void IsFast_below_a_minute_is_true(string schedule, bool expected)
    {
        Assert.Equal(expected, TimerSchedule.Parse(schedule).IsFast(Noon));
    }

    [Theory]
    [InlineData("")]
    [InlineData("often")]
    [InlineData("00:00:00")]
    [InlineData("0 0 0 0 0 0 0")]
    public void Parse_neither_cron_nor_interval_is_refused(string schedule)
    {
        Assert.Throws<FormatException>(() => TimerSchedule.Parse(schedule));
    }
}
