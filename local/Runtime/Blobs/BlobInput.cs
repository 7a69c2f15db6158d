using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using PhotoScore.Local.Runtime.Functions;

namespace PhotoScore.Local.Runtime.Blobs;

/// <summary>A blob that starts a function.</summary>
internal sealed class BlobInput(BlobContainerClient container, string name, IReadOnlyDictionary<string, object?> captures)
    : TriggerInput, IAsyncDisposable
{
    private readonly BlobClient _blob = container.GetBlobClient(name);
    private Stream? _stream;

    public override IReadOnlyDictionary<string, object?> Data { get; } =
        new Dictionary<string, object?>(captures, StringComparer.OrdinalIgnoreCase)
        {
            ["BlobTrigger"] = $"{container.Name}/{name}",
            ["Uri"] = container.GetBlobClient(name).Uri,
        };

    public override async ValueTask<object?> ReadAsync(Type type, CancellationToken cancellation)
    {
        if (type == typeof(BlobClient) || type == typeof(BlobBaseClient))
            return _blob;
        if (type == typeof(BlockBlobClient))
            return container.GetBlockBlobClient(name);
        if (type == typeof(Stream))
            return _stream = await _blob.OpenReadAsync(new BlobOpenReadOptions(allowModifications: false), cancellation);
        var content = (await _blob.DownloadContentAsync(cancellation)).Value.Content;
        if (type == typeof(BinaryData))
            return content;
        if (type == typeof(byte[]))
            return content.ToArray();
        return type == typeof(string) ? content.ToString() : JsonSerializer.Deserialize(content, type, FunctionJson.Options);
    }

    public ValueTask DisposeAsync() => _stream?.DisposeAsync() ?? ValueTask.CompletedTask;
}
