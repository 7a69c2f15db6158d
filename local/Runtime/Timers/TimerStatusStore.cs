using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;

namespace PhotoScore.Local.Runtime.Timers;

/// <summary>Remembers when a timer ran last, over restarts.</summary>
internal sealed class TimerStatusStore(BlobContainerClient container, string name)
{
    private BlobClient Blob => container.GetBlobClient(name);

    public async Task<ScheduleStatus?> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            var content = await Blob.DownloadContentAsync(cancellation);
            return JsonSerializer.Deserialize<ScheduleStatus>(content.Value.Content);
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            return null;
        }
    }

    public async Task WriteAsync(ScheduleStatus status)
    {
        await container.CreateIfNotExistsAsync();
        await Blob.UploadAsync(BinaryData.FromObjectAsJson(status), overwrite: true);
    }
}
