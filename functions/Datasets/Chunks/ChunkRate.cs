using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using PhotoScore.Functions.Datasets.Orchestration;
using PhotoScore.Functions.Downloads;

namespace PhotoScore.Functions.Datasets.Chunks;

/// <summary>
/// A chunk's share of the rate at which its build asks a host. Chunks may run on several machines that share nothing but storage, so each
/// looks there, at its start and every few seconds, how many chunks of its run are not committed: at most so many can be in flight, and
/// at most as many as the plan allows. What a chunk saw earlier makes its share too small, never too large: chunks only become fewer.
/// </summary>
internal sealed class ChunkRate : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private readonly CancellationTokenSource _done = new();
    private readonly BlobContainerClient _container;
    private readonly ChunkRun _run;
    private readonly double _perHostPerSecond;
    private readonly Task _watching;

    private ChunkRate(BlobContainerClient container, ChunkRun run, double perHostPerSecond, double share, TimeProvider time)
    {
        (_container, _run, _perHostPerSecond) = (container, run, perHostPerSecond);
        Hosts = new HostRates(share, time);
        // A chunk that runs alone from the start has all there is.
        _watching = run.AtOnce > 1 && run.Count > 1 ? WatchAsync(new PeriodicTimer(Interval, time)) : Task.CompletedTask;
    }

    /// <summary>What the chunk's requests keep to.</summary>
    public HostRates Hosts { get; }

    /// <summary>Looks for the first time, and goes on looking until it is disposed.</summary>
    public static async Task<ChunkRate> StartAsync(
        BlobContainerClient container, ChunkRun run, double perHostPerSecond, TimeProvider time, CancellationToken cancellation)
    {
        var unfinished = await UnfinishedAsync(container, run, cancellation);
        return new ChunkRate(container, run, perHostPerSecond, Share(perHostPerSecond, run.AtOnce, unfinished), time);
    }

    /// <summary>The share of one chunk.</summary>
    /// <param name="perHostPerSecond">The build's rate.</param>
    /// <param name="atOnce">How many chunks are in flight at most.</param>
    /// <param name="unfinished">How many chunks of the run are not committed.</param>
    public static double Share(double perHostPerSecond, int atOnce, int unfinished) => perHostPerSecond / Math.Max(1, Math.Min(atOnce, unfinished));

    public async ValueTask DisposeAsync()
    {
        await _done.CancelAsync();
        await _watching;
        _done.Dispose();
    }

    private static async Task<int> UnfinishedAsync(BlobContainerClient container, ChunkRun run, CancellationToken cancellation)
    {
        var unfinished = Enumerable.Range(run.First, run.Count).Select(run.Build.Paths.Chunk).ToHashSet(StringComparer.Ordinal);
        await foreach (var blob in container.GetBlobsAsync(new GetBlobsOptions { Prefix = run.Build.Paths.Chunks }, cancellation))
            unfinished.Remove(blob.Name);
        return unfinished.Count;
    }

    private async Task WatchAsync(PeriodicTimer ticks)
    {
        using var timer = ticks;
        try
        {
            while (await timer.WaitForNextTickAsync(_done.Token))
            {
                try
                {
                    Hosts.PerSecond = Share(_perHostPerSecond, _run.AtOnce, await UnfinishedAsync(_container, _run, _done.Token));
                }
                catch (RequestFailedException)
                {
                    // The share that it has is a safe one.
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The chunk is done.
        }
    }
}
