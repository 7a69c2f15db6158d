using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using PhotoScore.Core.Storage;

namespace PhotoScore.Functions.Storage;

/// <summary>The containers and queues of this deployment.</summary>
/// <param name="blobs">The account's blobs.</param>
/// <param name="queues">The account's queues, base64-encoded as queue triggers expect.</param>
/// <param name="prefix">Put before every name; tests give each their own.</param>
internal sealed class PhotoStorage(BlobServiceClient blobs, QueueServiceClient queues, string prefix = "")
{
    public BlobContainerClient Datasets { get; } = blobs.GetBlobContainerClient(prefix + Containers.Datasets);

    public BlobContainerClient Models { get; } = blobs.GetBlobContainerClient(prefix + Containers.Models);

    public BlobContainerClient Sources { get; } = blobs.GetBlobContainerClient(prefix + Containers.Sources);

    public BlobContainerClient Uploads { get; } = blobs.GetBlobContainerClient(prefix + Containers.Uploads);

    public BlobContainerClient Scores { get; } = blobs.GetBlobContainerClient(prefix + Containers.Scores);

    public BlobContainerClient Scorings { get; } = blobs.GetBlobContainerClient(prefix + Containers.Scorings);

    public BlobContainerClient Monitoring { get; } = blobs.GetBlobContainerClient(prefix + Containers.Monitoring);

    public BlobContainerClient State { get; } = blobs.GetBlobContainerClient(prefix + Containers.State);

    public QueueClient TrainingEvents { get; } = queues.GetQueueClient(prefix + Containers.TrainingEvents);

    public QueueClient TrainingJobs { get; } = queues.GetQueueClient(prefix + Containers.TrainingJobs);

    /// <summary>Creates what is not there yet.</summary>
    public async Task EnsureAsync(CancellationToken cancellation)
    {
        foreach (var container in (BlobContainerClient[])[Datasets, Models, Sources, Uploads, Scores, Scorings, Monitoring, State])
            await container.CreateIfNotExistsAsync(cancellationToken: cancellation);
        foreach (var queue in (QueueClient[])[TrainingEvents, TrainingJobs])
            await queue.CreateIfNotExistsAsync(cancellationToken: cancellation);
    }
}
