using CsCheck;
using Microsoft.Extensions.Time.Testing;
using PhotoScore.Functions.Downloads;

namespace PhotoScore.Functions.Tests.Downloads;

public sealed class HostRatesTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Reserve_requests_in_a_row_are_spaced_evenly()
    {
        var rates = new HostRates(perSecond: 4, _time);

        var delays = Enumerable.Range(0, 4).Select(_ => rates.Reserve("a").TotalSeconds);

        Assert.Equal([0, 0.25, 0.5, 0.75], delays);
    }

    [Fact]
    public void Reserve_another_host_is_not_held_back()
    {
        var rates = new HostRates(perSecond: 1, _time);
        rates.Reserve("a");

        Assert.Equal(TimeSpan.Zero, rates.Reserve("b"));
    }

    [Fact]
    public void Reserve_after_idle_time_has_the_tokens_of_one_second()
    {
        var rates = new HostRates(perSecond: 4, _time);
        rates.Reserve("a");
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal([0, 0, 0, 0, 0.25, 0.5], Enumerable.Range(0, 6).Select(_ => rates.Reserve("a").TotalSeconds));
    }

    [Fact]
    public void Reserve_less_than_one_a_second_saves_up_one_token()
    {
        var rates = new HostRates(perSecond: 0.5, _time);
        rates.Reserve("a");
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal([0, 2, 4], Enumerable.Range(0, 3).Select(_ => rates.Reserve("a").TotalSeconds));
    }

    [Fact]
    public void Reserve_after_a_change_keeps_to_the_new_rate()
    {
        var rates = new HostRates(perSecond: 1, _time);
        rates.Reserve("a");
        rates.PerSecond = 10;

        Assert.Equal([1, 1.1, 1.2], Enumerable.Range(0, 3).Select(_ => rates.Reserve("a").TotalSeconds));
    }

    [Fact]
    public void Reserve_any_pattern_no_window_holds_more_than_rate_and_bucket() =>
        Gen.Select(Gen.Double[0.1, 100], Gen.Select(Gen.Int[0, 3_000], Gen.Int[1, 40]).List[1, 40]).Sample((perSecond, rounds) =>
        {
            var time = new FakeTimeProvider();
            var rates = new HostRates(perSecond, time);
            var starts = new List<double>();
            var now = 0.0;
            foreach (var (pause, requests) in rounds)
            {
                time.Advance(TimeSpan.FromMilliseconds(pause));
                now += pause / 1000.0;
                for (var i = 0; i < requests; i++)
                    starts.Add(now + rates.Reserve("a").TotalSeconds);
            }

            // Times are whole ticks, of which each may make up for half of one.
            for (var first = 0; first < starts.Count; first++)
            {
                for (var last = first; last < starts.Count; last++)
                    Assert.True(last - first + 1 <= (perSecond * (starts[last] - starts[first])) + Math.Max(1, perSecond) + 0.01, $"{first}..{last}");
            }
        }, iter: 200);

    [Fact]
    public void Reserve_without_a_rest_uses_all_of_the_rate() =>
        Gen.Select(Gen.Double[0.1, 1_000], Gen.Int[1, 500]).Sample((perSecond, count) =>
        {
            var rates = new HostRates(perSecond, new FakeTimeProvider());

            var delays = Enumerable.Range(0, count).Select(_ => rates.Reserve("a").TotalSeconds).ToList();

            Assert.Equal((count - 1) / perSecond, delays[^1], 1e-4);
        });

    [Fact]
    public void Reserve_during_a_pause_waits_for_its_end()
    {
        var rates = new HostRates(perSecond: 10, _time);
        rates.Pause("a", TimeSpan.FromSeconds(7));

        Assert.Equal([7, 7.1], Enumerable.Range(0, 2).Select(_ => Math.Round(rates.Reserve("a").TotalSeconds, 6)));
    }

    [Fact]
    public void Reserve_during_a_pause_is_not_moved_forward_by_a_higher_rate()
    {
        var rates = new HostRates(perSecond: 1, _time);
        rates.Pause("a", TimeSpan.FromSeconds(7));
        rates.PerSecond = 100;

        Assert.Equal(7, rates.Reserve("a").TotalSeconds);
    }
}
