using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace PhotoScore.Functions.Datasets.Chunks;

/// <summary>While a chunk is under way: marks its progress, and stops it when a user cancels the build.</summary>
internal sealed class ChunkWatch : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private readonly CancellationTokenSource _stop;
    private readonly CancellationTokenSource _done = new();
    private readonly Task _watching;

    public ChunkWatch(BlobContainerClient container, BuildId build, int chunk, DateTimeOffset startedAt, ChunkTally tally, TimeProvider time, CancellationToken cancellation)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _watching = WatchAsync(container, build.Work, chunk, startedAt, tally, time);
    }

    /// <summary>Is cancelled with the activity, and when the build is cancelled.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>Whether it was the user who ended it.</summary>
    public bool BuildIsCancelled { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _done.CancelAsync();
        await _watching;
        _done.Dispose();
        _stop.Dispose();
    }

    private async Task WatchAsync(BlobContainerClient container, WorkPaths work, int chunk, DateTimeOffset startedAt, ChunkTally tally, TimeProvider time)
    {
        var mark = container.GetBlobClient(work.ProgressOf(chunk));
        var cancelled = container.GetBlobClient(work.Cancelled);
        var marked = "";
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do
            {
                if (await cancelled.ExistsAsync(_done.Token))
                {
                    BuildIsCancelled = true;
                    await _stop.CancelAsync();
                    return;
                }
                var counts = tally.ToString();
                if (counts == marked)
                    continue;
                var metadata = new ChunkMarks(startedAt, counts).ToMetadata();
                await mark.UploadAsync(BinaryData.Empty, new BlobUploadOptions { Metadata = metadata }, _done.Token);
                marked = counts;
            }
            while (await timer.WaitForNextTickAsync(_done.Token));
        }
        catch (OperationCanceledException)
        {
            // The chunk is done.
        }
        catch (RequestFailedException)
        {
            // Progress is for people to look at; the chunk's own writes decide whether storage works.
        }
    }
}
