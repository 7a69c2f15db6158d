using System.Security.Cryptography;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using PhotoScore.Core.Json;
using PhotoScore.Core.Models;
using PhotoScore.Core.Storage;

namespace PhotoScore.Trainer.Publishing;

/// <summary>Stores a model version. Its manifest comes last and is only ever created: until then the version does not exist.</summary>
internal sealed class ModelPublisher(BlobContainerClient models, ModelPaths paths)
{
    private ETag? _onnxBefore;

    /// <summary>
    /// Remembers what was there when this attempt began: should a newer one store its model meanwhile, this one's is refused, even if it was
    /// paused after it last looked at its lease.
    /// </summary>
    public async Task BeginAsync(CancellationToken cancellation) => _onnxBefore = await OnnxTagAsync(cancellation);

    /// <summary>Whether the version is published.</summary>
    public Task<bool> IsPublishedAsync(CancellationToken cancellation) => IsStoredAsync(paths.Manifest, cancellation);

    /// <summary>Whether a file is stored.</summary>
    public async Task<bool> IsStoredAsync(string name, CancellationToken cancellation) => await models.GetBlobClient(name).ExistsAsync(cancellation);

    /// <summary>Stores a file that may be stored again.</summary>
    public Task StoreAsync(string name, byte[] content, CancellationToken cancellation) =>
        models.GetBlobClient(name).UploadAsync(BinaryData.FromBytes(content), overwrite: true, cancellation);

    /// <exception cref="RequestFailedException">412: another attempt stored a model since this one began.</exception>
    public Task StoreOnnxAsync(byte[] onnx, CancellationToken cancellation)
    {
        var unchanged = _onnxBefore is { } tag ? new BlobRequestConditions { IfMatch = tag } : new BlobRequestConditions { IfNoneMatch = ETag.All };
        return models.GetBlobClient(paths.Onnx).UploadAsync(BinaryData.FromBytes(onnx), new BlobUploadOptions { Conditions = unchanged }, cancellation);
    }

    /// <exception cref="RequestFailedException">409: the version was published meanwhile.</exception>
    public Task CompleteAsync(ModelManifest manifest, CancellationToken cancellation)
    {
        var options = new BlobUploadOptions
        {
            Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
            HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" },
        };
        return models.GetBlobClient(paths.Manifest).UploadAsync(
            BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(manifest, StoredJson.Indented)), options, cancellation);
    }

    public static string Sha256(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private async Task<ETag?> OnnxTagAsync(CancellationToken cancellation)
    {
        try
        {
            return (await models.GetBlobClient(paths.Onnx).GetPropertiesAsync(cancellationToken: cancellation)).Value.ETag;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }
}
