using System.Text.Json;
using Azure.Storage.Blobs;
using PhotoScore.Core.Json;
using PhotoScore.Core.Models;
using PhotoScore.Trainer.Jobs;
using PhotoScore.Trainer.Publishing;

namespace PhotoScore.Trainer.Shell;

/// <summary>A published model version, from a folder or from storage.</summary>
/// <param name="Manifest">Its <c>model.json</c>.</param>
/// <param name="Onnx">Its <c>model.onnx</c>.</param>
internal sealed record ModelFiles(ModelManifest Manifest, byte[] Onnx)
{
    /// <summary>Reads a version and checks that the two files belong together.</summary>
    /// <param name="place">A folder, or the address of a version in storage, such as <c>https://account.blob.core.windows.net/models/smiles/v1</c>.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static async Task<ModelFiles> ReadAsync(string place, CancellationToken cancellation)
    {
        var json = await FileAsync(place, "model.json", cancellation);
        var onnx = await FileAsync(place, "model.onnx", cancellation);
        var manifest = Parse(place, json);
        return ModelPublisher.Sha256(onnx) == manifest.OnnxSha256
            ? new(manifest, onnx)
            : throw new ShellException($"{place} holds a model.onnx that is not the one of its model.json. Download both again.");
    }

    private static ModelManifest Parse(string place, byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize<ModelManifest>(json, StoredJson.Compact) ?? throw new JsonException("It is null.");
        }
        catch (JsonException e)
        {
            throw new ShellException($"The model.json in {place} can't be read: {e.Message}");
        }
    }

    private static async Task<byte[]> FileAsync(string place, string name, CancellationToken cancellation)
    {
        if (StorageAddress.TryParse($"{place.TrimEnd('/')}/{name}", out var address))
            return (await address.Container.GetBlobClient(address.Name).DownloadContentAsync(cancellation)).Value.Content.ToArray();
        var file = Path.Combine(place, name);
        return File.Exists(file)
            ? await File.ReadAllBytesAsync(file, cancellation)
            : throw new ShellException($"There is no {file}. Name the folder of a model version, or its address in storage.");
    }
}

/// <summary>A place in storage.</summary>
internal sealed record StorageAddress(BlobContainerClient Container, string Name)
{
    public static bool TryParse(string text, out StorageAddress address)
    {
        address = null!;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            return false;
        var builder = new BlobUriBuilder(uri);
        address = new(JobStorage.For(uri).Container(builder.BlobContainerName), builder.BlobName);
        return true;
    }
}
