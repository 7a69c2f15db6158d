using System.Net;
using PhotoScore.Local.PhotoSite.Faults;

namespace PhotoScore.Local.Tests.PhotoSite.Faults;

public sealed class FaultTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("tooMany")]
    [InlineData("serverError")]
    [InlineData("cut")]
    [InlineData("refused")]
    [InlineData("stalled")]
    public async Task Photo_whose_fault_passes_fails_as_often_as_said_and_again_in_the_next_run(string fault)
    {
        await using var site = await TestSite.StartAsync();
        var address = $"photos/000003.jpg?{fault}=1&failures=2&slowMilliseconds=60000";
        var good = await site.Http.GetByteArrayAsync("photos/000003.jpg", Cancellation);

        foreach (var _ in Enumerable.Range(0, 2))
        {
            Assert.False(await SucceedsAsync(site, address));
            Assert.False(await SucceedsAsync(site, address));
            Assert.Equal(good, await site.Http.GetByteArrayAsync(address, Cancellation));
        }
    }

    [Fact]
    public async Task Cut_photo_breaks_off_in_the_middle_of_the_length_that_it_promised()
    {
        await using var site = await TestSite.StartAsync();
        using var response = await site.Http.GetAsync("photos/000003.jpg?cut=1", HttpCompletionOption.ResponseHeadersRead, Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal((await site.Http.GetByteArrayAsync("photos/000003.jpg", Cancellation)).Length, response.Content.Headers.ContentLength);
        // Reading as one array is an HttpRequestException, reading as a stream an IOException.
        await Assert.ThrowsAnyAsync<Exception>(() => response.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Moved_photo_is_where_the_redirect_says(int index)
    {
        await using var site = await TestSite.StartAsync();
        using var moved = await site.GetAsync($"photos/00000{index}.jpg?moved=1&seed=5");

        Assert.InRange((int)moved.StatusCode, 301, 308);
        Assert.Equal(
            await site.Http.GetByteArrayAsync($"photos/00000{index}.jpg?seed=5", Cancellation),
            await site.Http.GetByteArrayAsync(moved.Headers.Location!.ToString(), Cancellation));
    }

    [Fact]
    public async Task Removed_photo_is_gone_unreachable_one_is_nowhere_and_protected_one_says_so()
    {
        await using var site = await TestSite.StartAsync();

        Assert.Equal(HttpStatusCode.Gone, (await site.GetAsync("photos/000001.jpg?removed=1")).StatusCode);
        var nowhere = (await site.GetAsync("photos/000001.jpg?unreachable=1")).Headers.Location!.ToString();
        await Assert.ThrowsAsync<HttpRequestException>(() => site.GetAsync(nowhere));
        using var photo = await site.GetAsync("photos/000001.jpg?noAi=1");
        Assert.Equal("noai, noimageai", photo.Headers.GetValues("X-Robots-Tag").Single());
        Assert.Equal("image/jpeg", photo.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public void Of_new_kinds_do_not_move_older_ones()
    {
        var before = new FaultRates { Truncated = 0.05, NotFound = 0.1, TooMany = 0.1 };
        var after = before with { Cut = 0.2, NoAi = 0.1 };

        foreach (var index in Enumerable.Range(0, 2000))
        {
            var fault = before.Of(1, index);
            Assert.True(fault == Fault.None || fault == after.Of(1, index));
        }
        Assert.Equal(0.2, Enumerable.Range(0, 2000).Count(index => after.Of(1, index) == Fault.Cut) / 2000.0, 0.03);
    }

    [Fact]
    public void Complaint_all_kinds_at_a_twentieth_are_fine()
    {
        var rates = new FaultRates
        {
            Truncated = 0.05,
            Html = 0.05,
            Empty = 0.05,
            NotFound = 0.05,
            TooMany = 0.05,
            Slow = 0.05,
            ServerError = 0.05,
            Cut = 0.05,
            Stalled = 0.05,
            Refused = 0.05,
            Moved = 0.05,
            Removed = 0.05,
            Unreachable = 0.05,
            NoAi = 0.05,
        };

        Assert.Null(rates.Complaint());
        Assert.Contains("together", (rates with { Cut = 0.4 }).Complaint(), StringComparison.Ordinal);
        Assert.Contains("failures", (rates with { Failures = -1 }).Complaint(), StringComparison.Ordinal);
    }

    private static async Task<bool> SucceedsAsync(TestSite site, string address)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        try
        {
            using var response = await site.Http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, Cancellation);
            response.EnsureSuccessStatusCode();
            // A stalled body goes on a minute after its first half: it can't be there by then.
            if (address.Contains("stalled", StringComparison.Ordinal))
                patience.CancelAfter(TimeSpan.FromSeconds(1));
            await response.Content.ReadAsByteArrayAsync(patience.Token);
            return true;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            return false;
        }
    }
}
