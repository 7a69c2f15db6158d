using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Functions.Downloads;

namespace PhotoScore.Functions.Tests.Downloads;

/// <summary>A downloader with two slots, and a site of its own that answers as a test wants.</summary>
public abstract class DownloaderBench : IAsyncLifetime
{
    private protected static readonly byte[] Body = Photo(5_000);

    private protected ByteBudget Budget { get; } = new(1_000_000);

    private protected RequestSlots Slots { get; } = new(2);

    private protected FaultySite Site { get; private set; } = null!;

    private protected HttpClient Http { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Site = await FaultySite.StartAsync();
        Http = PublicHttp.CreateClient(new DownloadOptions { AllowLoopback = true });
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Slots.Dispose();
        await Site.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    // What counts is that it begins as a JPEG does.
    private protected static byte[] Photo(int length)
    {
        var bytes = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();
        byte[] start = [0xFF, 0xD8, 0xFF];
        start.CopyTo(bytes, 0);
        return bytes;
    }

    private protected PhotoDownloader Downloader(HttpClient http) => new(http, Slots, Budget, TimeProvider.System);

    private protected Task<FetchResult> FetchAsync(string url, DownloadRecipe recipe, HttpClient? http = null) => Downloader(http ?? Http)
        .FetchAsync(url, "seed", recipe, new HostRates(1_000, TimeProvider.System), TestContext.Current.CancellationToken);

    private protected async Task<FetchedPhoto> PhotoAsync(string url) => Assert.IsType<FetchedPhoto>(await FetchAsync(url, new DownloadRecipe()));

    private protected async Task<FetchFault> FaultAsync(string url, DownloadRecipe? recipe = null) =>
        Assert.IsType<FetchFault>(await FetchAsync(url, recipe ?? new DownloadRecipe()));
}
