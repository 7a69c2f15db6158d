using System.Security.Cryptography;
using Azure.Storage.Blobs;
using PhotoScore.Testing;
using PhotoScore.Trainer.Weights;

namespace PhotoScore.Trainer.Tests.Weights;

public sealed class WeightsStoreTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("weights");
    private readonly HttpClient _http = WeightsDownload.CreateClient(allowLoopback: true);
    private readonly BlobContainerClient _sources;
    private readonly WeightsStore _store;

    public WeightsStoreTests(AzuriteFixture azurite)
    {
        _sources = azurite.Blobs.GetBlobContainerClient(azurite.NewPrefix() + "sources");
        _store = new WeightsStore(
            _sources, new WeightsCache(_folder.FullName, 1 << 20, TimeProvider.System), new WeightsDownload(_http, 1 << 20, TimeProvider.System));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _sources.CreateAsync(cancellationToken: Cancellation);

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task GetAsync_blob_is_read_and_with_its_hash_not_read_again()
    {
        var hash = await UploadAsync("some weights");
        using (var first = await _store.GetAsync(new() { Blob = "weights/a.pth" }, Cancellation))
            Assert.Equal((hash, $"{_sources.Name}/weights/a.pth", 12), (first.Sha256, first.From, first.Content.Length));
        await UploadAsync("other weights");

        using var again = await _store.GetAsync(new() { Blob = "weights/a.pth", Sha256 = hash }, Cancellation);
        using var newest = await _store.GetAsync(new() { Blob = "weights/a.pth" }, Cancellation);

        Assert.Equal((hash, 12), (again.Sha256, again.Content.Length));
        Assert.Equal(13, newest.Content.Length);
    }

    [Fact]
    public async Task GetAsync_another_file_than_the_hash_says_is_refused_and_not_kept()
    {
        var hash = await UploadAsync("some weights");
        var wanted = new string('a', 64);

        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => _store.GetAsync(new() { Blob = "weights/a.pth", Sha256 = wanted }, Cancellation));

        Assert.Contains(hash, refused.Message, StringComparison.Ordinal);
        Assert.Contains(wanted, refused.Message, StringComparison.Ordinal);
        Assert.Empty(_folder.GetFiles());
    }

    [Fact]
    public async Task GetAsync_blob_that_is_absent_is_refused_by_name()
    {
        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => _store.GetAsync(new() { Blob = "weights/b.pth" }, Cancellation));

        Assert.Contains("weights/b.pth", refused.Message, StringComparison.Ordinal);
    }

    private async Task<string> UploadAsync(string content)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(content);
        await _sources.GetBlobClient("weights/a.pth").UploadAsync(BinaryData.FromBytes(bytes), overwrite: true, Cancellation);
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }
}
