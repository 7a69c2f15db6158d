using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using PhotoScore.Core.Json;

namespace PhotoScore.Functions.Storage;

/// <summary>Blobs that are written once: whoever creates one first has decided, everyone else reads what it says.</summary>
internal static class BlobCommits
{
    /// <summary>Creates a blob; false when it is there already, which changes nothing.</summary>
    public static async Task<bool> TryCreateAsync(
        this BlobContainerClient container, string name, Stream content, IDictionary<string, string>? metadata, CancellationToken cancellation)
    {
        try
        {
            var options = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All }, Metadata = metadata };
            await container.GetBlobClient(name).UploadAsync(content, options, cancellation);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            return false;
        }
    }

    /// <summary>Creates a blob with what <paramref name="write"/> writes, which is held in memory; false when it is there already.</summary>
    public static async Task<bool> TryCreateAsync(
        this BlobContainerClient container, string name, Func<Stream, Task> write, IDictionary<string, string>? metadata, CancellationToken cancellation)
    {
        using var content = new MemoryStream();
        await write(content);
        content.Position = 0;
        return await container.TryCreateAsync(name, content, metadata, cancellation);
    }

    /// <summary>Creates a blob with a value as JSON; false when it is there already.</summary>
    public static Task<bool> TryCreateJsonAsync<T>(this BlobContainerClient container, string name, T value, CancellationToken cancellation) =>
        container.TryCreateAsync(name, new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(value, StoredJson.Compact)), metadata: null, cancellation);

    /// <summary>Reads a blob of JSON; null when there is none.</summary>
    public static async Task<T?> TryReadJsonAsync<T>(this BlobContainerClient container, string name, CancellationToken cancellation) where T : class =>
        await container.TryReadAsync(name, cancellation) is { } content
            ? JsonSerializer.Deserialize<T>(content.ToMemory().Span, StoredJson.Compact)
            : null;

    /// <summary>Reads a whole blob; null when there is none.</summary>
    public static async Task<BinaryData?> TryReadAsync(this BlobContainerClient container, string name, CancellationToken cancellation)
    {
        try
        {
            return (await container.GetBlobClient(name).DownloadContentAsync(cancellation)).Value.Content;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>What a blob's metadata say; null when there is no such blob.</summary>
    public static async Task<IDictionary<string, string>?> TryReadMetadataAsync(this BlobContainerClient container, string name, CancellationToken cancellation)
    {
        try
        {
            return (await container.GetBlobClient(name).GetPropertiesAsync(cancellationToken: cancellation)).Value.Metadata;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }
}
