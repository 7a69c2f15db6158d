using Azure.Storage.Blobs;
using PhotoScore.Core.Storage;
using PhotoScore.EndToEnd.Processes;
using PhotoScore.Local.Azurite;

namespace PhotoScore.EndToEnd.OpenInference;

/// <summary>The function app as a process, with a key, on storage of its own that has one model in two versions; the first one is current.</summary>
public sealed class ProtocolServer : IAsyncLifetime
{
    private AzuriteServer _azurite = null!;
    private FunctionsProcess _functions = null!;

    /// <summary>Sends the key.</summary>
    public HttpClient Http => _functions.Http;

    public async ValueTask InitializeAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        _azurite = await AzuriteServer.StartAsync();
        var models = new BlobServiceClient(_azurite.ConnectionString).GetBlobContainerClient(Containers.Models);
        await models.CreateIfNotExistsAsync(cancellationToken: cancellation);
        var redness = new PublishedModel(models, "redness");
        await redness.PublishAsync(1, cancellation);
        await redness.PublishAsync(2, cancellation);
        await redness.PromoteAsync(1, cancellation);
        await new PublishedModel(models, "unpromoted").PublishAsync(1, cancellation);

        _functions = new(_azurite.ConnectionString, new Dictionary<string, string> { ["FunctionKeys__host"] = "a key" });
        Http.DefaultRequestHeaders.Add("x-functions-key", "a key");
        await _functions.StartAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _functions.DisposeAsync();
        await _azurite.DisposeAsync();
    }
}
