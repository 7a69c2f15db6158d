using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using PhotoScore.Local.PhotoSite;
using SkiaSharp;

namespace PhotoScore.Local.Tests.PhotoSite;

/// <summary>A running site on a free port, and a client that follows no redirect.</summary>
internal sealed class TestSite : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestSite(WebApplication app)
    {
        _app = app;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<TestSite> StartAsync(params string[] args)
    {
        var app = Site.Create(["--urls", "http://127.0.0.1:0", "--Now=2026-06-01", "--Flickr:Photos=3000", "--Instagram:Accounts=60", .. args]);
        await app.StartAsync(Cancellation);
        return new TestSite(app);
    }

    public async Task<JsonElement> JsonAsync(string address) => JsonElement.Parse(await Http.GetStringAsync(address, Cancellation));

    public Task<HttpResponseMessage> GetAsync(string address) => Http.GetAsync(address, Cancellation);

    /// <summary>Status and JSON of any answer.</summary>
    public async Task<(int Status, JsonElement Json)> AnswerAsync(string address)
    {
        using var response = await GetAsync(address);
        return ((int)response.StatusCode, JsonElement.Parse(await response.Content.ReadAsStringAsync(Cancellation)));
    }

    /// <summary>Width and height of a picture, following one redirect.</summary>
    public async Task<(int Width, int Height)> PictureSizeAsync(string address)
    {
        using var response = await GetAsync(address);
        var target = response.Headers.Location is { } location ? location.ToString() : address;
        using var picture = SKBitmap.Decode(await Http.GetByteArrayAsync(target, Cancellation));
        return (picture.Width, picture.Height);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }
}
