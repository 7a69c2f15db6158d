using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using PhotoScore.Core.Storage;
using PhotoScore.Trainer.Jobs;

namespace PhotoScore.Trainer.Checkpoints;

/// <summary>
/// Keeps the newest checkpoint. Each is a blob of its own; it counts once <c>status.json</c>, which only the holder of the lease can write,
/// names it.
/// </summary>
/// <param name="models">The models' container.</param>
/// <param name="paths">The training's blobs.</param>
/// <param name="reporter">Says and knows which checkpoint counts.</param>
/// <param name="first">The blob of another training's checkpoint to begin from; null for none.</param>
internal sealed class CheckpointStore(BlobContainerClient models, ModelPaths paths, StatusReporter reporter, string? first = null)
{
    /// <summary>Stores a checkpoint, makes it count, and removes the one before.</summary>
    public async Task SaveAsync(CheckpointFile checkpoint, CancellationToken cancellation)
    {
        var status = reporter.Status;
        var name = $"{status.Attempt:D3}-{checkpoint.State.Step:D8}.zip";
        using var content = new MemoryStream();
        checkpoint.Write(content);
        content.Position = 0;
        await Blob(name).UploadAsync(content, overwrite: true, cancellation);
        await reporter.SayNowAsync(said => said with { Checkpoint = name }, cancellation);
        if (status.Checkpoint is { } before && before != name)
            await Blob(before).DeleteIfExistsAsync(cancellationToken: cancellation);
    }

    /// <summary>The checkpoint that counts; null where there is none, or its blob is gone or damaged.</summary>
    public async Task<CheckpointFile?> LoadAsync(CancellationToken cancellation)
    {
        if ((reporter.Status.Checkpoint is { } own ? paths.Checkpoint(own) : first) is not { } name)
            return null;
        try
        {
            BlobDownloadResult blob = await models.GetBlobClient(name).DownloadContentAsync(cancellation);
            return CheckpointFile.Read(blob.Content.ToStream());
        }
        catch (Exception e) when (e is InvalidDataException or RequestFailedException { Status: 404 })
        {
            return null;
        }
    }

    private BlobClient Blob(string name) => models.GetBlobClient(paths.Checkpoint(name));
}
