using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace PhotoScore.Functions.Datasets.Chunks;

/// <summary>While a chunk is under way: marks its progress, and stops it when a user cancels what it belongs to.</summary>
internal sealed class ChunkWatch : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private readonly CancellationTokenSource _stop;
    private readonly CancellationTokenSource _done = new();
    private readonly Task _watching;

    /// <param name="cancelled">Exists once a user cancelled it.</param>
    /// <param name="mark">Where the progress is marked.</param>
    /// <param name="startedAt">When this attempt began.</param>
    /// <param name="tally">What is marked.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">The activity's own.</param>
    public ChunkWatch(BlobClient cancelled, BlobClient mark, DateTimeOffset startedAt, ChunkTally tally, TimeProvider time, CancellationToken cancellation)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _watching = WatchAsync(cancelled, mark, startedAt, tally, time);
    }

    /// <summary>Is cancelled with the activity, and by the user.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>Whether it was the user who ended it.</summary>
    public bool IsCancelled { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _done.CancelAsync();
        await _watching;
        _done.Dispose();
        _stop.Dispose();
    }

    private async Task WatchAsync(BlobClient cancelled, BlobClient mark, DateTimeOffset startedAt, ChunkTally tally, TimeProvider time)
    {
        var marked = "";
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do
            {
                if (await cancelled.ExistsAsync(_done.Token))
                {
                    IsCancelled = true;
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
