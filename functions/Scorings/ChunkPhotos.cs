using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Sharding;
using PhotoScore.Core.Scorings;
using PhotoScore.Core.Storage;
using PhotoScore.Functions.Downloads;
using PhotoScore.Functions.Predictions;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Scorings;

/// <summary>The photos of a chunk, in their order.</summary>
internal sealed class ChunkPhotos(PhotoStorage storage, ByteBudget budget, PredictionLimits limits)
{
    private readonly DatasetStore _datasets = new(storage.Datasets);

    public IAsyncEnumerable<PhotoToScore> OfAsync(AcceptedScoring accepted, ScoringChunk chunk, CancellationToken cancellation) =>
        chunk.Slice is { } slice
            ? SamplesAsync(new DatasetPaths(accepted.Request.Dataset!, accepted.DatasetVersion!.Value), slice, cancellation)
            : BlobsAsync(storage.ContainerOf(accepted.Request), chunk.Blobs!).ToAsyncEnumerable();

    private IEnumerable<PhotoToScore> BlobsAsync(BlobContainerClient container, IEnumerable<BlobToScore> blobs) =>
        blobs.Select(blob => new PhotoToScore(blob.Name, null, null, cancellation => OpenAsync(container.GetBlobClient(blob.Name), blob.Bytes, cancellation)));

    private async Task<OpenedPhoto> OpenAsync(BlobClient blob, long listed, CancellationToken cancellation)
    {
        if (listed > limits.MaxPhotoBytes)
            return TooLarge(listed);
        var lease = await budget.TakeAsync(listed, cancellation);
        try
        {
            // No more than was listed: one that grew meanwhile would not be within the budget.
            var options = new BlobDownloadOptions { Range = new HttpRange(0, Math.Max(1, listed) + 1) };
            var content = (await blob.DownloadContentAsync(options, cancellation)).Value.Content.ToArray();
            if (content.Length <= listed)
                return new(content, null, lease);
            lease.Dispose();
            return new(default, new("changed", "The blob became larger while it was scored. Score it again."), null);
        }
        catch (RequestFailedException e) when (e.Status is 404 or 416)
        {
            lease.Dispose();
            return e.Status == 404
                ? new(default, new("not-found", "The blob was listed, and is gone."), null)
                // A range of an empty blob.
                : new(ReadOnlyMemory<byte>.Empty, null, null);
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    private OpenedPhoto TooLarge(long bytes) =>
        new(default, new("too-large", $"The photo has {bytes} bytes; at most {limits.MaxPhotoBytes} are scored."), null);

    private async IAsyncEnumerable<PhotoToScore> SamplesAsync(DatasetPaths dataset, ShardSlice slice, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var manifest = await _datasets.ManifestAsync(dataset, cancellation)
            ?? throw new ScoringFaultException($"Dataset {dataset.Prefix.TrimEnd('/')} is gone. Score another version of it.");
        await using var shard = await _datasets.OpenShardAsync(dataset, manifest.Shards.First(info => info.Name == slice.Shard), cancellation);
        shard.Position = slice.Offset;
        var read = 0;
        await foreach (var sample in ShardReader.ReadAsync(shard, cancellation))
        {
            yield return new(sample.Key, slice.Split.Name(), manifest.Classes[sample.Label], _ => Task.FromResult(new OpenedPhoto(sample.Jpeg, null, sample)));
            if (++read == slice.Photos)
                yield break;
        }
        throw new ScoringFaultException($"{slice.Shard} of {dataset.Prefix.TrimEnd('/')} ends {slice.Photos - read} photos early: it is damaged. Build the dataset again.");
    }
}
