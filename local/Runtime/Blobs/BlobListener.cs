using System.Collections.Concurrent;
using System.Diagnostics;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Logging;
using PhotoScore.Local.Runtime.Hosting;

namespace PhotoScore.Local.Runtime.Blobs;

/// <summary>Scans a container and runs a function for each blob that is new or has another ETag.</summary>
/// <param name="pattern">Which blobs.</param>
/// <param name="container">The container that is scanned.</param>
/// <param name="receipts">What was done before.</param>
/// <param name="settings">How many at once.</param>
/// <param name="runner">Handles one blob.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The trigger's log.</param>
internal sealed class BlobListener(
    BlobPathPattern pattern,
    BlobContainerClient container,
    BlobReceipts receipts,
    BlobSettings settings,
    BlobRunner runner,
    TimeProvider time,
    ILogger logger) : ITriggerListener
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    // The ETag of every blob that was handled or is being handled, by name. A handler takes out what it could not settle.
    private readonly ConcurrentDictionary<string, ETag> _seen = new();
    // Touched by the scan alone.
    private readonly Dictionary<string, Task> _running = [];
    private bool _loaded;

    public string Description => $"blobTrigger {container.Name}/{pattern.Prefix}…";

    public async Task RunAsync(CancellationToken stopping)
    {
        await ListenerLoop.RunAsync(() => ScanAsync(stopping), $"container {container.Name}", time, logger, stopping);
        await Task.WhenAll(_running.Values);
    }

    private async Task<TimeSpan> ScanAsync(CancellationToken stopping)
    {
        if (!_loaded)
            await receipts.LoadAsync(stopping);
        _loaded = true;
        var clock = Stopwatch.StartNew();
        var waited = TimeSpan.Zero;
        try
        {
            await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, pattern.Prefix, stopping))
            {
                if (!IsNew(blob) || pattern.Match(blob.Name) is not { } captures)
                    continue;
                var before = clock.Elapsed;
                await StartAsync(blob, captures, stopping);
                waited += clock.Elapsed - before;
            }
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            // The container comes to be with its first blob.
        }
        // Azurite takes a second or more to list ten thousand blobs: scans get a third of the time, no more.
        return TimeSpan.FromTicks(Math.Clamp((clock.Elapsed - waited).Ticks * 2, ShortestPause.Ticks, LongestPause.Ticks));
    }

    private bool IsNew(BlobItem blob) =>
        blob.Properties.ETag is { } etag
        && !(_seen.TryGetValue(blob.Name, out var seen) && seen == etag)
        && !(_running.TryGetValue(blob.Name, out var running) && !running.IsCompleted);

    private async Task StartAsync(BlobItem blob, Dictionary<string, object?> captures, CancellationToken stopping)
    {
        var etag = blob.Properties.ETag!.Value;
        var earlier = receipts.Take(blob.Name);
        if (earlier?.ETag != etag.ToString("H"))
            earlier = null;
        _seen[blob.Name] = etag;
        if (earlier is { Settled: true })
            return;
        await FreeSlotAsync(stopping);
        _running[blob.Name] = HandleAsync(blob.Name, etag, captures, earlier?.Attempts ?? 0);
    }

    private async Task FreeSlotAsync(CancellationToken stopping)
    {
        while (true)
        {
            foreach (var (name, task) in _running)
            {
                if (task.IsCompleted)
                    _running.Remove(name);
            }
            if (_running.Count < settings.MaxDegreeOfParallelism)
                return;
            await Task.WhenAny(_running.Values).WaitAsync(stopping);
        }
    }

    private async Task HandleAsync(string name, ETag etag, Dictionary<string, object?> captures, int attempts)
    {
        await Task.Yield();
        try
        {
            await runner.RunAsync(name, etag.ToString("H"), captures, attempts);
        }
        catch (Exception error) when (StorageFault.Is(error))
        {
            logger.BlobUnsettled(container.Name, name, error.Message);
            _seen.TryRemove(name, out _);
        }
    }
}
