using Microsoft.Extensions.Time.Testing;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Functions.Downloads;

namespace PhotoScore.Functions.Tests.Downloads;

public sealed class DownloaderSlotTests : DownloaderBench
{
    [Fact(Timeout = 60_000)]
    public async Task FetchAsync_many_at_once_keeps_to_the_slots_and_gives_them_back()
    {
        var (now, most) = (0, 0);
        var urls = Enumerable.Range(0, 12).Select(i => Site.Serve($"/{i}.jpg", async (http, visit) =>
        {
            var here = Interlocked.Increment(ref now);
            InterlockedMax(ref most, here);
            await Task.Delay(20);
            Interlocked.Decrement(ref now);
            if (i % 3 == 0 && visit == 1)
                http.Abort();
            else
                await http.Response.Body.WriteAsync(Body);
        })).ToList();

        // A body of undeclared length takes the whole budget for a moment: who holds its photos back while it waits for more waits forever.
        await Task.WhenAll(urls.Select(async url => (await PhotoAsync(url)).Dispose()));

        Assert.InRange(most, 1, 2);
        using var first = await Slots.TakeAsync(TestContext.Current.CancellationToken);
        using var second = await Slots.TakeAsync(TestContext.Current.CancellationToken);
    }

    [Fact(Timeout = 60_000)]
    public async Task FetchAsync_between_two_attempts_holds_no_slot()
    {
        var time = new FakeTimeProvider();
        using var one = new RequestSlots(1);
        var downloader = new PhotoDownloader(Http, one, Budget, time);
        var busy = Site.Serve("/busy.jpg", (http, visit) =>
        {
            http.Response.StatusCode = visit == 1 ? 503 : 200;
            return visit == 1 ? Task.CompletedTask : http.Response.Body.WriteAsync(Body).AsTask();
        });

        // Time stands still: the first waits for its second attempt until it is told that the pause is over.
        var waiting = FetchAsync(busy);
        Assert.IsType<FetchedPhoto>(await FetchAsync(Site.Serve("/other.jpg", Body))).Dispose();
        Assert.False(waiting.IsCompleted);
        while (!waiting.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
        Assert.IsType<FetchedPhoto>(await waiting).Dispose();

        Task<FetchResult> FetchAsync(string url) => downloader
            .FetchAsync(url, "seed", new DownloadRecipe { TimeoutSeconds = 100_000 }, new HostRates(1_000, time), TestContext.Current.CancellationToken);
    }

    [Fact(Timeout = 60_000)]
    public async Task FetchAsync_while_a_host_must_wait_holds_no_slot()
    {
        var time = new FakeTimeProvider();
        using var one = new RequestSlots(1);
        var downloader = new PhotoDownloader(Http, one, Budget, time);
        var rates = new HostRates(1, time);
        rates.Pause(new Uri(Site.Root).Authority, TimeSpan.FromMinutes(1));
        var url = Site.Serve("/paused.jpg", Body);

        using var stop = new CancellationTokenSource();
        var waiting = downloader.FetchAsync(url, "seed", new DownloadRecipe(), rates, stop.Token);
        using (await one.TakeAsync(TestContext.Current.CancellationToken))
            Assert.Equal((false, 0), (waiting.IsCompleted, Site.Visits("/paused.jpg")));

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var known = most; known < value; known = most)
            Interlocked.CompareExchange(ref most, value, known);
    }
}
