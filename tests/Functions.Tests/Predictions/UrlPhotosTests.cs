using PhotoScore.Functions.Downloads;
using PhotoScore.Functions.Predictions;
using PhotoScore.Functions.Tests.Downloads;

namespace PhotoScore.Functions.Tests.Predictions;

/// <summary>Photos that a request names by address, from a site that answers over HTTP.</summary>
public sealed class UrlPhotosTests : IAsyncLifetime
{
    private FaultySite _site = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await FaultySite.StartAsync();
        _site.Serve("/photo.jpg", Tests.Datasets.Some.Jpeg(1));
        _site.Serve("/page.jpg", "<!doctype html><html><body>gone</body></html>"u8.ToArray());
        _site.Serve("/scan.tif", "II*\0 and so on"u8.ToArray());
        _site.Serve("/empty.jpg", []);
        _site.Serve("/huge.jpg", [.. Tests.Datasets.Some.Jpeg(1), .. new byte[200_000]]);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Theory]
    [InlineData("/photo.jpg", null, null)]
    [InlineData("/page.jpg", "not-an-image", 415)]
    [InlineData("/scan.tif", "unsupported-format", 415)]
    [InlineData("/empty.jpg", "empty", 400)]
    [InlineData("/huge.jpg", "too-many-bytes", 413)]
    [InlineData("/nowhere.jpg", "http-404", 422)]
    public async Task FetchAsync_answers_with_the_status_of_what_was_found(string path, string? code, int? status)
    {
        using var http = PublicHttp.CreateClient(new DownloadOptions { AllowLoopback = true });
        using var slots = new RequestSlots(4);
        var limits = new PredictionLimits { MaxPhotoBytes = 150_000 };
        var photos = new UrlPhotos(new PhotoDownloader(http, slots, new ByteBudget(1_000_000), TimeProvider.System), limits, TimeProvider.System);

        var photo = Assert.Single(await photos.FetchAsync([_site.Root + path], TestContext.Current.CancellationToken));

        Assert.Equal((code, status, code is null), (photo.Error?.Code, photo.Error?.Status, photo.File is not null));
    }
}
