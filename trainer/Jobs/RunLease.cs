using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace PhotoScore.Trainer.Jobs;

/// <summary>
/// The right to speak for a training: a lease on its <c>status.json</c>. A newer attempt takes it from an older one; the older one then finds
/// every write refused, however long it was paused.
/// </summary>
internal sealed class RunLease : IAsyncDisposable
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(8);

    private readonly BlobLeaseClient _lease;
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _renewing;

    private readonly TimeProvider _time;

    private RunLease(BlobLeaseClient lease, TimeProvider time)
    {
        (_lease, _time) = (lease, time);
        _renewing = RenewAsync();
    }

    /// <summary>What every write under the lease states.</summary>
    public BlobRequestConditions Condition => new() { LeaseId = _lease.LeaseId };

    /// <summary>Cancelled when somebody else took the lease, or it could not be renewed in time.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Waits for the lease; breaks it at once where <paramref name="holderIsOlder"/> says that an older attempt holds it.</summary>
    /// <param name="status">An existing blob.</param>
    /// <param name="holderIsOlder">Reads the holder's attempt; throws where it is newer than this one.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public static async Task<RunLease> AcquireAsync(BlobClient status, Func<Task<bool>> holderIsOlder, TimeProvider time, CancellationToken cancellation)
    {
        while (true)
        {
            var lease = status.GetBlobLeaseClient();
            try
            {
                await lease.AcquireAsync(Duration, cancellationToken: cancellation);
                return new RunLease(lease, time);
            }
            catch (RequestFailedException e) when (e.Status == 409)
            {
                if (await holderIsOlder())
                    await status.GetBlobLeaseClient().BreakAsync(TimeSpan.Zero, cancellationToken: cancellation);
                else
                    await Task.Delay(TimeSpan.FromSeconds(1), time, cancellation);
            }
        }
    }

    private async Task RenewAsync()
    {
        var renewed = _time.GetTimestamp();
        while (!_stop.IsCancellationRequested)
        {
            await Task.Delay(RenewEvery, _time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await _lease.RenewAsync(cancellationToken: _stop.Token);
                renewed = _time.GetTimestamp();
            }
            catch (RequestFailedException e) when (e.Status is 404 or 409 or 412)
            {
                await _lost.CancelAsync();
                return;
            }
            catch (Exception e) when (e is RequestFailedException or AggregateException or OperationCanceledException)
            {
                if (_time.GetElapsedTime(renewed) > Duration - RenewEvery)
                {
                    await _lost.CancelAsync();
                    return;
                }
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _renewing;
        try
        {
            await _lease.ReleaseAsync();
        }
        catch (RequestFailedException)
        {
            // It was lost, or expires by itself.
        }

        _stop.Dispose();
        _lost.Dispose();
    }
}
