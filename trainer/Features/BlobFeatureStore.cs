using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using PhotoScore.Core.Storage;
using PhotoScore.Trainer.Architectures.State;
using TorchSharp;

namespace PhotoScore.Trainer.Features;

/// <summary>
/// Keeps features beside the checkpoints, each part as <c>features-{name}-{first}.safetensors</c>. A part is only ever created: what a paused twin writes is what it
/// would have written anyway.
/// </summary>
internal sealed class BlobFeatureStore(BlobContainerClient models, ModelPaths paths) : IFeatureStore
{
    private const string Tensor = "features";
    private const string Threads = "threads";

    public async Task<IReadOnlyList<FeaturePart>> LoadAsync(string name, CancellationToken cancellation)
    {
        var found = new List<string>();
        await foreach (var blob in models.GetBlobsAsync(new GetBlobsOptions { Prefix = paths.Checkpoint($"features-{name}-") }, cancellation))
            found.Add(blob.Name);

        var parts = new List<FeaturePart>();
        foreach (var blob in found.Order(StringComparer.Ordinal))
        {
            if (await ReadAsync(blob, cancellation) is { } part && part.First == (parts is [.., var last] ? last.End : 0))
                parts.Add(part);
        }

        return parts;
    }

    public async Task SaveAsync(string name, FeaturePart part, CancellationToken cancellation)
    {
        using var file = new MemoryStream();
        using (var tensor = torch.tensor(part.Features.Values, [part.Features.Rows, part.Features.Columns]))
        {
            SafeTensors.Write(
                file,
                new Dictionary<string, torch.Tensor> { [Tensor] = tensor },
                new Dictionary<string, string> { [Threads] = part.Threads.ToString(CultureInfo.InvariantCulture) });
        }

        file.Position = 0;
        var blob = models.GetBlobClient(paths.Checkpoint(string.Create(CultureInfo.InvariantCulture, $"features-{name}-{part.First:D8}.safetensors")));
        try
        {
            var onlyNew = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
            await blob.UploadAsync(file, onlyNew, cancellation);
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            // Kept before.
        }
    }

    private async Task<FeaturePart?> ReadAsync(string blob, CancellationToken cancellation)
    {
        BlobDownloadResult content = await models.GetBlobClient(blob).DownloadContentAsync(cancellation);
        try
        {
            using var file = SafeTensors.Read(content.Content.ToStream());
            var tensor = file.Tensors[Tensor];
            var first = int.Parse(Path.GetFileNameWithoutExtension(blob).Split('-')[^1], CultureInfo.InvariantCulture);
            return new FeaturePart(
                first,
                new FeatureMatrix(tensor.data<float>().ToArray(), (int)tensor.shape[1]),
                int.Parse(file.Metadata[Threads], CultureInfo.InvariantCulture));
        }
        catch (Exception e) when (e is InvalidDataException or KeyNotFoundException or FormatException)
        {
            return null;
        }
    }
}
