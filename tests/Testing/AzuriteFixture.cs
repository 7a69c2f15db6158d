using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using PhotoScore.Local.Azurite;
using Xunit;

namespace PhotoScore.Testing;

/// <summary>
/// One real Azurite, on free ports and in memory, for all tests of an assembly
/// (<c>[assembly: AssemblyFixture(typeof(AzuriteFixture))]</c>). A test keeps to names that start with a prefix of its own.
/// </summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private AzuriteServer? _server;
    private int _prefixes;

    public string ConnectionString => _server!.ConnectionString;

    public BlobServiceClient Blobs => new(ConnectionString);

    public QueueServiceClient Queues => new(ConnectionString, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });

    /// <summary>A prefix for container, queue and hub names that no other test has: lowercase letters and digits.</summary>
    public string NewPrefix() => $"t{Interlocked.Increment(ref _prefixes)}x";

    public async ValueTask InitializeAsync() => _server = await AzuriteServer.StartAsync();

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
