using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Functions.Downloads;

namespace PhotoScore.Functions.Tests.Downloads;

public sealed class PhotoDownloaderTests : IAsyncLifetime
{
    private static readonly byte[] Body = Photo(5_000);
    private readonly ByteBudget _budget = new(1_000_000);
    private readonly RequestSlots _slots = new(2);
    private FaultySite _site = null!;
    private HttpClient _http = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await FaultySite.StartAsync();
        _http = PublicHttp.CreateClient(new DownloadOptions { AllowLoopback = true });
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _slots.Dispose();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task FetchAsync_photo_gives_its_bytes() => Assert.Equal(Body, (await PhotoAsync(_site.Serve("/a.jpg", Body))).Bytes);

    [Fact]
    public async Task FetchAsync_body_without_length_gives_its_bytes()
    {
        var large = Photo(300_000);
        var url = _site.Serve("/chunked.jpg", async (http, _) =>
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
        var fault = await FaultAsync(_site.Serve("/gone", status));

        Assert.Equal(($"http-{status}", 1), (fault.Outcome, _site.Visits("/gone")));
    }

    [Fact]
    public async Task FetchAsync_too_many_requests_then_ok_gives_the_photo()
    {
        var url = _site.Serve("/busy.jpg", (http, visit) =>
        {
            http.Response.StatusCode = visit <= 2 ? 429 : 200;
            return visit <= 2 ? Task.CompletedTask : http.Response.Body.WriteAsync(Body).AsTask();
        });

        Assert.Equal(Body, (await PhotoAsync(url)).Bytes);
        Assert.Equal(3, _site.Visits("/busy.jpg"));
    }

    [Fact]
    public async Task FetchAsync_lasting_fault_ends_after_the_retries()
    {
        var fault = await FaultAsync(_site.Serve("/down", 503), new DownloadRecipe { Retries = 1 });

        Assert.Equal(("http-503", 2), (fault.Outcome, _site.Visits("/down")));
    }

    [Fact]
    public async Task FetchAsync_pause_longer_than_the_build_waits_is_not_waited_for()
    {
        var url = _site.Serve("/later", (http, _) =>
        {
            http.Response.StatusCode = 429;
            http.Response.Headers.RetryAfter = "3600";
            return Task.CompletedTask;
        });

        Assert.Equal(("http-429", 1), ((await FaultAsync(url)).Outcome, _site.Visits("/later")));
    }

    [Fact]
    public async Task FetchAsync_silent_server_is_a_timeout()
    {
        var url = _site.Serve("/slow", (http, _) => Task.Delay(Timeout.Infinite, http.RequestAborted));

        Assert.Equal("timeout", (await FaultAsync(url, new DownloadRecipe { Retries = 0, TimeoutSeconds = 1 })).Outcome);
    }

    [Fact]
    public async Task FetchAsync_server_that_drips_is_a_timeout()
    {
        var url = _site.Serve("/drip", async (http, _) =>
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

    [Fact]
    public async Task FetchAsync_connection_that_breaks_midway_is_unreachable()
    {
        var url = _site.Serve("/cut", async (http, _) =>
        {
            http.Response.ContentLength = 1_000;
            await http.Response.Body.WriteAsync(Photo(600));
            await http.Response.Body.FlushAsync();
            http.Abort();
        });

        Assert.Equal("unreachable", (await FaultAsync(url, new DownloadRecipe { Retries = 0 })).Outcome);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task FetchAsync_huge_body_is_refused(bool declared)
    {
        var url = _site.Serve("/huge", async (http, _) =>
        {
            if (declared)
                http.Response.ContentLength = 10_005_000;
            await http.Response.Body.WriteAsync(Body, http.RequestAborted);
            for (var i = 0; i < 1_000 && !http.RequestAborted.IsCancellationRequested; i++)
                await http.Response.Body.WriteAsync(new byte[10_000], http.RequestAborted);
        });

        var fault = await FaultAsync(url, new DownloadRecipe { MaxBytes = 100_000 });

        Assert.Equal(("too-many-bytes", 1), (fault.Outcome, _site.Visits("/huge")));
    }

    [Theory]
    [InlineData(999, true)]
    [InlineData(1_000, true)]
    [InlineData(1_001, false)]
    public async Task FetchAsync_undeclared_body_at_the_limit_is_taken_to_the_byte(int length, bool taken)
    {
        var url = _site.Serve("/limit", async (http, _) =>
        {
            await http.Response.Body.FlushAsync();
            await http.Response.Body.WriteAsync(Photo(length));
        });

        var result = await FetchAsync(url, new DownloadRecipe { MaxBytes = 1_000 });

        Assert.Equal(taken ? length : null, (result as FetchedPhoto)?.Bytes.Length);
    }

    [Fact]
    public async Task FetchAsync_opted_out_photo_is_left_alone_unless_told_otherwise()
    {
        var url = _site.Serve("/mine.jpg", (http, _) =>
        {
            http.Response.Headers["X-Robots-Tag"] = "noindex, noai";
            return http.Response.Body.WriteAsync(Body).AsTask();
        });

        Assert.Equal("opted-out", (await FaultAsync(url)).Outcome);
        Assert.IsType<FetchedPhoto>(await FetchAsync(url, new DownloadRecipe { RespectNoAi = false }));
    }

    [Fact]
    public async Task FetchAsync_relative_redirects_are_followed()
    {
        _site.Serve("/target.jpg", Body);
        _site.Redirect("/second", "target.jpg");

        Assert.Equal(Body, (await PhotoAsync(_site.Redirect("/first", "/second"))).Bytes);
    }

    [Fact]
    public async Task FetchAsync_circle_of_redirects_ends()
    {
        var fault = await FaultAsync(_site.Redirect("/circle", "/circle"));

        Assert.Equal(("too-many-redirects", 6), (fault.Outcome, _site.Visits("/circle")));
    }

    [Theory]
    [InlineData("http://169.254.169.254/metadata/instance")]
    [InlineData("http://10.0.0.1/")]
    [InlineData("http://[fd00::1]/")]
    [InlineData("http://[::ffff:192.168.0.1]/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://example.org/a.jpg")]
    public async Task FetchAsync_redirect_to_a_private_address_is_refused(string target) =>
        Assert.Equal("forbidden-address", (await FaultAsync(_site.Redirect("/trap", target))).Outcome);

    [Theory]
    [InlineData("http://127.0.0.1:1/")]
    [InlineData("http://127.1:1/")]
    [InlineData("http://2130706433:1/")]
    [InlineData("http://0x7f000001:1/")]
    [InlineData("http://0x7f.1:1/")]
    [InlineData("http://0177.0.0.1:1/")]
    [InlineData("http://localhost:1/")]
    [InlineData("http://[::1]:1/")]
    [InlineData("http://[::ffff:127.0.0.1]:1/")]
    [InlineData("http://[::ffff:7f00:1]:1/")]
    [InlineData("http://0.0.0.0:1/")]
    [InlineData("http://[::]:1/")]
    [InlineData("http://user:password@127.0.0.1:1/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:image/png;base64,AAAA")]
    [InlineData("//127.0.0.1/a.jpg")]
    [InlineData("not a url")]
    [InlineData("")]
    public async Task FetchAsync_disguised_local_address_is_refused(string url)
    {
        using var strict = PublicHttp.CreateClient(new DownloadOptions());

        var fault = Assert.IsType<FetchFault>(await FetchAsync(url, new DownloadRecipe { Retries = 0 }, strict));

        Assert.Equal("forbidden-address", fault.Outcome);
    }

    // Whether such a name resolves at all is the machine's business; what counts is that nobody was asked.
    [Theory]
    [InlineData("LOCALHOST.")]
    [InlineData("１２７.0.0.1")]
    [InlineData("127。0。0。1")]
    [InlineData("①②⑦.0.0.1")]
    public async Task FetchAsync_disguised_host_name_reaches_nobody(string host)
    {
        using var strict = PublicHttp.CreateClient(new DownloadOptions());
        var url = _site.Serve("/inside.jpg", Body).Replace("127.0.0.1", host);

        Assert.IsType<FetchFault>(await FetchAsync(url, new DownloadRecipe { Retries = 0 }, strict));
        Assert.Equal(0, _site.Visits("/inside.jpg"));
    }

    [Fact]
    public async Task FetchAsync_cancelled_throws()
    {
        using var stop = new CancellationTokenSource();
        var url = _site.Serve("/stop", async (http, _) =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Downloader(_http)
            .FetchAsync(url, "seed", new DownloadRecipe(), new HostRates(1_000, TimeProvider.System), stop.Token));
    }

    [Fact]
    public async Task FetchAsync_faults_leave_no_bytes_taken()
    {
        await FaultAsync(_site.Serve("/cut", async (http, _) =>
        {
            http.Response.ContentLength = 500_000;
            await http.Response.Body.FlushAsync();
            http.Abort();
        }), new DownloadRecipe { Retries = 1 });

        Assert.True(_budget.TakeAsync(1_000_000, TestContext.Current.CancellationToken).IsCompleted);
    }

    [Fact]
    public async Task FetchAsync_web_page_is_refused_by_its_first_bytes()
    {
        var url = _site.Serve("/page.jpg", async (http, _) =>
        {
            await http.Response.WriteAsync("<!DOCTYPE html><html><body>" + new string('x', 1_000));
            await http.Response.Body.FlushAsync();
            // It never ends, and nobody waits for that.
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        });

        var fault = await FaultAsync(url);

        Assert.Equal(("not-an-image", "The file is html, not an image.", 1), (fault.Outcome, fault.Detail, _site.Visits("/page.jpg")));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("{\"error\": \"gone\"}", "not-an-image")]
    [InlineData("II*\0 and so on", "unsupported-format")]
    public async Task FetchAsync_short_body_that_is_no_photo_is_refused(string body, string outcome) =>
        Assert.Equal(outcome, (await FaultAsync(_site.Serve("/short.jpg", Encoding.Latin1.GetBytes(body)))).Outcome);

    [Theory]
    [InlineData(3)]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(513)]
    public async Task FetchAsync_body_around_the_sniffed_length_is_whole(int length) =>
        Assert.Equal(Photo(length), (await PhotoAsync(_site.Serve("/short.jpg", Photo(length)))).Bytes);

    [Fact(Timeout = 60_000)]
    public async Task FetchAsync_many_at_once_keeps_to_the_slots_and_gives_them_back()
    {
        var (now, most) = (0, 0);
        var urls = Enumerable.Range(0, 12).Select(i => _site.Serve($"/{i}.jpg", async (http, visit) =>
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
        using var first = await _slots.TakeAsync(TestContext.Current.CancellationToken);
        using var second = await _slots.TakeAsync(TestContext.Current.CancellationToken);
    }

    [Fact(Timeout = 60_000)]
    public async Task FetchAsync_between_two_attempts_holds_no_slot()
    {
        var time = new FakeTimeProvider();
        using var one = new RequestSlots(1);
        var downloader = new PhotoDownloader(_http, one, _budget, time);
        var busy = _site.Serve("/busy.jpg", (http, visit) =>
        {
            http.Response.StatusCode = visit == 1 ? 503 : 200;
            return visit == 1 ? Task.CompletedTask : http.Response.Body.WriteAsync(Body).AsTask();
        });

        // Time stands still: the first waits for its second attempt until it is told that the pause is over.
        var waiting = FetchAsync(busy);
        Assert.IsType<FetchedPhoto>(await FetchAsync(_site.Serve("/other.jpg", Body))).Dispose();
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
        var downloader = new PhotoDownloader(_http, one, _budget, time);
        var rates = new HostRates(1, time);
        rates.Pause(new Uri(_site.Root).Authority, TimeSpan.FromMinutes(1));
        var url = _site.Serve("/paused.jpg", Body);

        using var stop = new CancellationTokenSource();
        var waiting = downloader.FetchAsync(url, "seed", new DownloadRecipe(), rates, stop.Token);
        using (await one.TakeAsync(TestContext.Current.CancellationToken))
            Assert.Equal((false, 0), (waiting.IsCompleted, _site.Visits("/paused.jpg")));

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var known = most; known < value; known = most)
            Interlocked.CompareExchange(ref most, value, known);
    }

    // What counts is that it begins as a JPEG does.
    private static byte[] Photo(int length)
    {
        var bytes = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();
        byte[] start = [0xFF, 0xD8, 0xFF];
        start.CopyTo(bytes, 0);
        return bytes;
    }

    private PhotoDownloader Downloader(HttpClient http) => new(http, _slots, _budget, TimeProvider.System);

    private Task<FetchResult> FetchAsync(string url, DownloadRecipe recipe, HttpClient? http = null) => Downloader(http ?? _http)
        .FetchAsync(url, "seed", recipe, new HostRates(1_000, TimeProvider.System), TestContext.Current.CancellationToken);

    private async Task<FetchedPhoto> PhotoAsync(string url) => Assert.IsType<FetchedPhoto>(await FetchAsync(url, new DownloadRecipe()));

    private async Task<FetchFault> FaultAsync(string url, DownloadRecipe? recipe = null) =>
        Assert.IsType<FetchFault>(await FetchAsync(url, recipe ?? new DownloadRecipe()));
}
