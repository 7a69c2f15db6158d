using System.Net.Http.Headers;
using CsCheck;
using PhotoScore.Functions.Downloads;

namespace PhotoScore.Functions.Tests.Downloads;

public sealed class RetryDelaysTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);

    [Theory]
    [InlineData("17", 17.0)]
    [InlineData("Mon, 04 May 2026 03:02:31 GMT", 30.0)]
    [InlineData("0", null)]
    [InlineData("Mon, 04 May 2026 03:02:00 GMT", null)]
    public void Asked_header_gives_seconds(string header, double? seconds) =>
        Assert.Equal(seconds, RetryDelays.Asked(RetryConditionHeaderValue.Parse(header), Now)?.TotalSeconds);

    [Fact]
    public void Asked_no_header_gives_null() => Assert.Null(RetryDelays.Asked(null, Now));

    [Fact]
    public void Backoff_any_attempt_lies_between_half_and_all_of_a_doubling_delay() =>
        Gen.Select(Gen.Int[1, 12], Gen.String).Sample((attempt, seed) =>
        {
            var full = Math.Min(30, 0.5 * (1 << (attempt - 1)));
            var delay = RetryDelays.Backoff(attempt, seed);
            Assert.InRange(delay.TotalSeconds, full / 2, full);
            Assert.Equal(delay, RetryDelays.Backoff(attempt, seed));
        });

    [Fact]
    public void Backoff_many_photos_are_spread()
    {
        var delays = Enumerable.Range(0, 1000).Select(i => RetryDelays.Backoff(1, $"00-{i:x28}").TotalSeconds).ToArray();

        Assert.Equal(0.375, delays.Average(), 0.01);
        Assert.Equal(0.25 / Math.Sqrt(12), Math.Sqrt(delays.Average(d => Math.Pow(d - 0.375, 2))), 0.01);
    }
}
