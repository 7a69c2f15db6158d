using System.Diagnostics;
using Azure.Storage.Blobs;
using PhotoScore.Local.Azurite;
using PhotoScore.Testing;

namespace PhotoScore.Local.Tests.Azurite;

public sealed class AzuriteServerTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StartAsync_keeps_a_blob_that_is_stored()
    {
        var container = azurite.Blobs.GetBlobContainerClient(azurite.NewPrefix());
        await container.CreateAsync(cancellationToken: Cancellation);

        await container.UploadBlobAsync("a.txt", BinaryData.FromString("hello"), Cancellation);

        var stored = await container.GetBlobClient("a.txt").DownloadContentAsync(Cancellation);
        Assert.Equal("hello", stored.Value.Content.ToString());
    }

    [Fact]
    public async Task StartAsync_port_taken_says_so()
    {
        await using var first = await AzuriteServer.StartAsync(cancellation: Cancellation);

        var options = new AzuriteOptions { BlobPort = first.BlobPort };
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => AzuriteServer.StartAsync(options, cancellation: Cancellation));

        Assert.Contains("EADDRINUSE", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DisposeAsync_ends_the_process_and_keeps_the_folder()
    {
        var folder = Directory.CreateTempSubdirectory("azurite-").FullName;
        var options = new AzuriteOptions { Folder = folder };
        int process;
        await using (var first = await AzuriteServer.StartAsync(options, cancellation: Cancellation))
        {
            process = first.ProcessId;
            await new BlobServiceClient(first.ConnectionString).CreateBlobContainerAsync("kept", cancellationToken: Cancellation);
        }
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(process));

        await using var second = await AzuriteServer.StartAsync(options, cancellation: Cancellation);

        Assert.True(await new BlobContainerClient(second.ConnectionString, "kept").ExistsAsync(Cancellation));
    }
}
