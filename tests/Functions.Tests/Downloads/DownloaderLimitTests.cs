using System.Text;
using Microsoft.AspNetCore.Http;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Functions.Downloads;

namespace PhotoScore.Functions.Tests.Downloads;

public sealed class DownloaderLimitTests : DownloaderBench
{
    [Fact]
    public async Task FetchAsync_silent_server_is_a_timeout()
    {
        var url = Site.Serve("/slow", (http, _) => Task.Delay(Timeout.Infinite, http.RequestAborted));

        Assert.Equal("timeout", (await FaultAsync(url, new DownloadRecipe { Retries = 0, TimeoutSeconds = 1 })).Outcome);
    }

    [Fact]
    public async Task FetchAsync_server_that_drips_is_a_timeout()
    {
        var url = Site.Serve("/drip", async (http, _) =>
        {
            http.Response.ContentLength = 1_000;
            while (true)
            {
                await http.Response.Body.WriteAsync(new byte[1], http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
                await Task.Delay(50, http.RequestAborted);
            }
        });

        Assert.Equal("timeout", (await FaultAsync(url, new DownloadRecipe { Retries = 0, TimeoutSeconds = 1 })).Outcome);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task FetchAsync_huge_body_is_refused(bool declared)
    {
        var url = Site.Serve("/huge", async (http, _) =>
        {
            if (declared)
                http.Response.ContentLength = 10_005_000;
            await http.Response.Body.WriteAsync(Body, http.RequestAborted);
            for (var i = 0; i < 1_000 && !http.RequestAborted.IsCancellationRequested; i++)
                await http.Response.Body.WriteAsync(new byte[10_000], http.RequestAborted);
        });

        var fault = await FaultAsync(url, new DownloadRecipe { MaxBytes = 100_000 });

        Assert.Equal(("too-many-bytes", 1), (fault.Outcome, Site.Visits("/huge")));
    }

    [Theory]
    [InlineData(999, true)]
    [InlineData(1_000, true)]
    [InlineData(1_001, false)]
    public async Task FetchAsync_undeclared_body_at_the_limit_is_taken_to_the_byte(int length, bool taken)
    {
        var url = Site.Serve("/limit", async (http, _) =>
        {
            await http.Response.Body.FlushAsync();
            await http.Response.Body.WriteAsync(Photo(length));
        });

        var result = await FetchAsync(url, new DownloadRecipe { MaxBytes = 1_000 });

        Assert.Equal(taken ? length : null, (result as FetchedPhoto)?.Bytes.Length);
    }

    [Fact]
    public async Task FetchAsync_faults_leave_no_bytes_taken()
    {
        await FaultAsync(Site.Serve("/cut", async (http, _) =>
        {
            http.Response.ContentLength = 500_000;
            await http.Response.Body.FlushAsync();
            http.Abort();
        }), new DownloadRecipe { Retries = 1 });

        Assert.True(Budget.TakeAsync(1_000_000, TestContext.Current.CancellationToken).IsCompleted);
    }

    [Fact]
    public async Task FetchAsync_web_page_is_refused_by_its_first_bytes()
    {
        var url = Site.Serve("/page.jpg", async (http, _) =>
        {
            await http.Response.WriteAsync("<!DOCTYPE html><html><body>" + new string('x', 1_000));
            await http.Response.Body.FlushAsync();
            // It never ends, and nobody waits for that.
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        });

        var fault = await FaultAsync(url);

        Assert.Equal(("not-an-image", "The file is html, not an image.", 1), (fault.Outcome, fault.Detail, Site.Visits("/page.jpg")));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("{\"error\": \"gone\"}", "not-an-image")]
    [InlineData("II*\0 and so on", "unsupported-format")]
    public async Task FetchAsync_short_body_that_is_no_photo_is_refused(string body, string outcome) =>
        Assert.Equal(outcome, (await FaultAsync(Site.Serve("/short.jpg", Encoding.Latin1.GetBytes(body)))).Outcome);

    [Theory]
    [InlineData(3)]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(513)]
    public async Task FetchAsync_body_around_the_sniffed_length_is_whole(int length) =>
        Assert.Equal(Photo(length), (await PhotoAsync(Site.Serve("/short.jpg", Photo(length)))).Bytes);
}
