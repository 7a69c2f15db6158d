using System.Text.Json;
using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using PhotoScore.Core.Json;
using PhotoScore.Core.Training;

namespace PhotoScore.Trainer.Jobs;

/// <summary>The storage account of a job: by connection string on one machine, by managed identity on Azure.</summary>
internal sealed class JobStorage
{
    /// <summary>The environment variable that holds the connection string; the same that the Functions host reads.</summary>
    public const string ConnectionVariable = "AzureWebJobsStorage";

    // Functions read queue messages as base64.
    private static readonly QueueClientOptions QueueOptions = new() { MessageEncoding = QueueMessageEncoding.Base64 };

    private readonly Func<string, BlobContainerClient> _container;
    private readonly Func<string, QueueClient> _queue;

    private JobStorage(Func<string, BlobContainerClient> container, Func<string, QueueClient> queue) => (_container, _queue) = (container, queue);

    public static JobStorage FromConnection(string connection)
    {
        var (blobs, queues) = (new BlobServiceClient(connection), new QueueServiceClient(connection, QueueOptions));
        return new JobStorage(blobs.GetBlobContainerClient, queues.GetQueueClient);
    }

    /// <summary>The account that a job's blob lies in.</summary>
    public static JobStorage For(Uri job)
    {
        if (Environment.GetEnvironmentVariable(ConnectionVariable) is { Length: > 0 } connection)
            return FromConnection(connection);

        TokenCredential identity = new DefaultAzureCredential();
        var account = new Uri(job.GetLeftPart(UriPartial.Authority));
        var queues = new Uri(account.AbsoluteUri.Replace(".blob.", ".queue.", StringComparison.Ordinal));
        var (blobService, queueService) = (new BlobServiceClient(account, identity), new QueueServiceClient(queues, identity, QueueOptions));
        return new JobStorage(blobService.GetBlobContainerClient, queueService.GetQueueClient);
    }

    public BlobContainerClient Container(string name) => _container(name);

    public QueueClient Queue(string name) => _queue(name);

    /// <exception cref="InvalidDataException">The blob is no job.</exception>
    public async Task<TrainingJob> ReadJobAsync(Uri job, CancellationToken cancellation)
    {
        var name = new BlobUriBuilder(job);
        var content = await _container(name.BlobContainerName).GetBlobClient(name.BlobName).DownloadContentAsync(cancellation);
        try
        {
            return JsonSerializer.Deserialize<TrainingJob>(content.Value.Content, StoredJson.Compact)!;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{job} is not a training job: {e.Message}", e);
        }
    }
}
