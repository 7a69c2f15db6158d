using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using PhotoScore.Core.Json;

namespace PhotoScore.Functions.Storage;

/// <summary>A JSON document as it was read.</summary>
/// <param name="Value">The document.</param>
/// <param name="ETag">Its version, for a later compare-and-swap.</param>
internal sealed record JsonBlob<T>(T Value, ETag ETag);

/// <summary>JSON documents in blobs.</summary>
internal static class JsonBlobs
{
    private static readonly BlobHttpHeaders Json = new() { ContentType = "application/json" };

    /// <summary>Reads a document; null where there is none.</summary>
    /// <exception cref="InvalidDataException">The blob does not hold such a document.</exception>
    public static async Task<JsonBlob<T>?> ReadJsonAsync<T>(this BlobContainerClient container, string name, CancellationToken cancellation)
    {
        try
        {
            var blob = (await container.GetBlobClient(name).DownloadContentAsync(cancellation)).Value;
            return new(Parse<T>(container, name, blob.Content), blob.Details.ETag);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Writes a document where there is none.</summary>
    /// <returns>False where there is one; it stays as it is.</returns>
    public static Task<bool> CreateJsonAsync<T>(this BlobContainerClient container, string name, T value, CancellationToken cancellation) =>
        WriteAsync(container, name, value, new() { IfNoneMatch = ETag.All }, cancellation);

    /// <summary>Replaces the document that was read with this ETag.</summary>
    /// <returns>False when somebody else changed it since; it stays as it is.</returns>
    public static Task<bool> ReplaceJsonAsync<T>(
        this BlobContainerClient container, string name, T value, ETag expected, CancellationToken cancellation) =>
        WriteAsync(container, name, value, new() { IfMatch = expected }, cancellation);

    /// <summary>Writes a document, whatever was there.</summary>
    public static Task WriteJsonAsync<T>(this BlobContainerClient container, string name, T value, CancellationToken cancellation) =>
        WriteAsync(container, name, value, null, cancellation);

    private static async Task<bool> WriteAsync<T>(
        BlobContainerClient container, string name, T value, BlobRequestConditions? conditions, CancellationToken cancellation)
    {
        var content = BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(value, StoredJson.Indented));
        try
        {
            await container.GetBlobClient(name).UploadAsync(content, new BlobUploadOptions { Conditions = conditions, HttpHeaders = Json }, cancellation);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412 && conditions is not null)
        {
            return false;
        }
    }

    private static T Parse<T>(BlobContainerClient container, string name, BinaryData content)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(content.ToMemory().Span, StoredJson.Compact)
                ?? throw new JsonException("It is null.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{container.Name}/{name} is no {typeof(T).Name}: {e.Message}", e);
        }
    }
}
