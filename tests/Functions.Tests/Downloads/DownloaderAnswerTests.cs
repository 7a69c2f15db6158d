using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Functions.Downloads;

namespace PhotoScore.Functions.Tests.Downloads;

public sealed class DownloaderAnswerTests : DownloaderBench
{
    [Fact]
    public async Task FetchAsync_photo_gives_its_bytes() => Assert.Equal(Body, (await PhotoAsync(Site.Serve("/a.jpg", Body))).Bytes);

    [Fact]
    public async Task FetchAsync_body_without_length_gives_its_bytes()
    {
        var large = Photo(300_000);
        var url = Site.Serve("/chunked.jpg", async (http, _) =>
        {
            await http.Response.Body.WriteAsync(large.AsMemory(0, 100));
            await http.Response.Body.FlushAsync();
            await http.Response.Body.WriteAsync(large.AsMemory(100));
        });

        using var photo = await PhotoAsync(url);

        Assert.Equal(large, photo.Bytes);
        Assert.Equal(large.Length, photo.Lease.Bytes);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(410)]
    [InlineData(403)]
    public async Task FetchAsync_final_status_is_not_asked_again(int status)
    {
        var fault = await FaultAsync(Site.Serve("/gone", status));

        Assert.Equal(($"http-{status}", 1), (fault.Outcome, Site.Visits("/gone")));
    }

    [Fact]
    public async Task FetchAsync_too_many_requests_then_ok_gives_the_photo()
    {
        var url = Site.Serve("/busy.jpg", (http, visit) =>
        {
            http.Response.StatusCode = visit <= 2 ? 429 : 200;
            return visit <= 2 ? Task.CompletedTask : http.Response.Body.WriteAsync(Body).AsTask();
        });

        Assert.Equal(Body, (await PhotoAsync(url)).Bytes);
        Assert.Equal(3, Site.Visits("/busy.jpg"));
    }

    [Fact]
    public async Task FetchAsync_lasting_fault_ends_after_the_retries()
    {
        var fault = await FaultAsync(Site.Serve("/down", 503), new DownloadRecipe { Retries = 1 });

        Assert.Equal(("http-503", 2), (fault.Outcome, Site.Visits("/down")));
    }

    [Fact]
    public async Task FetchAsync_pause_longer_than_the_build_waits_is_not_waited_for()
    {
        var url = Site.Serve("/later", (http, _) =>
        {
            http.Response.StatusCode = 429;
            http.Response.Headers.RetryAfter = "3600";
            return Task.CompletedTask;
        });

        Assert.Equal(("http-429", 1), ((await FaultAsync(url)).Outcome, Site.Visits("/later")));
    }

    [Fact]
    public async Task FetchAsync_connection_that_breaks_midway_is_unreachable()
    {
        var url = Site.Serve("/cut", async (http, _) =>
        {
            http.Response.ContentLength = 1_000;
            await http.Response.Body.WriteAsync(Photo(600));
            await http.Response.Body.FlushAsync();
            http.Abort();
        });

        Assert.Equal("unreachable", (await FaultAsync(url, new DownloadRecipe { Retries = 0 })).Outcome);
    }

    [Fact]
    public async Task FetchAsync_opted_out_photo_is_left_alone_unless_told_otherwise()
    {
        var url = Site.Serve("/mine.jpg", (http, _) =>
        {
            http.Response.Headers["X-Robots-Tag"] = "noindex, noai";
            return http.Response.Body.WriteAsync(Body).AsTask();
        });

        Assert.Equal("opted-out", (await FaultAsync(url)).Outcome);
        Assert.IsType<FetchedPhoto>(await FetchAsync(url, new DownloadRecipe { RespectNoAi = false }));
    }

    [Fact]
    public async Task FetchAsync_cancelled_throws()
    {
        using var stop = new CancellationTokenSource();
        var url = Site.Serve("/stop", async (http, _) =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Downloader(Http)
            .FetchAsync(url, "seed", new DownloadRecipe(), new HostRates(1_000, TimeProvider.System), stop.Token));
    }
}
