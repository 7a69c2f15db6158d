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
    public void Reserve_after_idle_time_saves_up_nothing()
    {
        var rates = new HostRates(perSecond: 1, _time);
        rates.Reserve("a");
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal([0, 1, 2], Enumerable.Range(0, 3).Select(_ => rates.Reserve("a").TotalSeconds));
    }

    [Fact]
    public void Reserve_during_a_pause_waits_for_its_end()
    {
        var rates = new HostRates(perSecond: 10, _time);
        rates.Pause("a", TimeSpan.FromSeconds(7));

        Assert.Equal([7, 7.1], Enumerable.Range(0, 2).Select(_ => Math.Round(rates.Reserve("a").TotalSeconds, 6)));
    }

    [Theory]
    [InlineData(50, 8, 6.25)]
    [InlineData(50, 0, 50)]
    public void Share_chunks_at_once_keep_to_the_budget_together(double budget, int chunks, double share) =>
        Assert.Equal(share, HostRates.Share(budget, chunks));
}
