using Microsoft.Extensions.Time.Testing;
using PhotoScore.Local.PhotoSite.Quotas;

namespace PhotoScore.Local.Tests.PhotoSite.Quotas;

public sealed class CallCounterTests
{
    [Fact]
    public void Count_refuses_beyond_the_quota_until_the_window_ends()
    {
        var time = new FakeTimeProvider();
        var counter = new CallCounter(new CallQuota(2, TimeSpan.FromSeconds(60)), time);
        counter.Count("a");
        time.Advance(TimeSpan.FromSeconds(20));

        Assert.Null(counter.Count("a").Wait);
        Assert.Equal(TimeSpan.FromSeconds(40), counter.Count("a").Wait);
        Assert.Null(counter.Count("b").Wait);
        time.Advance(TimeSpan.FromSeconds(40));
        Assert.Null(counter.Count("a").Wait);
    }

    [Theory]
    [InlineData("100", 100, 3600)]
    [InlineData("100/60", 100, 60)]
    [InlineData("5/0.5", 5, 0.5)]
    public void Parse_reads_calls_and_seconds(string text, int calls, double seconds) =>
        Assert.Equal(new CallQuota(calls, TimeSpan.FromSeconds(seconds)), CallQuota.Parse(text, TimeSpan.FromHours(1)));

    [Theory]
    [InlineData("many")]
    [InlineData("5/0")]
    [InlineData("5/6/7")]
    [InlineData("-1")]
    public void Parse_refuses_anything_else(string text) => Assert.Throws<ArgumentException>(() => CallQuota.Parse(text, TimeSpan.FromHours(1)));
}
