using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Extensions.Logging;
using PhotoScore.Local.Runtime.Hosting;

namespace PhotoScore.Local.Runtime.Durable.History;

/// <summary>
/// A lease of 15 s on one blob, renewed every 5 s. The blob's metadata says which process holds it, so that on the same machine the
/// lease of a dead process is broken at once; elsewhere it runs out.
/// </summary>
internal sealed partial class BlobHubLease(BlobContainerClient container, HostIdentity me, TimeProvider time, ILogger log) : IHubLease
{
    private static TimeSpan Duration { get; } = TimeSpan.FromSeconds(15);

    private static TimeSpan Renewal { get; } = TimeSpan.FromSeconds(5);

    private static TimeSpan Poll { get; } = TimeSpan.FromMilliseconds(500);

    private readonly BlobClient _blob = container.GetBlobClient(BlobNames.Lease);
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _released = new();
    private Task _renewing = Task.CompletedTask;
    private long _renewedAt;
    private bool _held;

    public CancellationToken Lost => _lost.Token;

    private BlobLeaseClient Lease => _blob.GetBlobLeaseClient(Guid.ParseExact(me.RunId, "N").ToString());

    public async Task AcquireAsync(CancellationToken cancellation)
    {
        await container.CreateIfNotExistsAsync(cancellationToken: cancellation);
        await CreateBlobAsync(cancellation);
        var told = false;
        while (!await TryAcquireAsync(cancellation))
        {
            var holder = (await _blob.GetPropertiesAsync(cancellationToken: cancellation)).Value;
            var owner = HostIdentity.Read(holder.Metadata);
            if (owner is not null && owner.IsDead() && await TryBreakAsync(holder.ETag, cancellation))
                continue;
            if (!told)
                LogWaiting(log, container.Name, owner?.ToString() ?? "another host");
            told = true;
            await Task.Delay(Poll, time, cancellation);
        }

        _held = true;
        _renewing = RenewAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _released.CancelAsync();
        await _renewing;
        if (!_held || _lost.IsCancellationRequested)
            return;
        _held = false;
        try
        {
            using var limit = new CancellationTokenSource(Renewal);
            await Lease.ReleaseAsync(cancellationToken: limit.Token);
        }
        catch (Exception failure) when (StorageFault.Is(failure))
        {
            LogReleaseFailed(log, failure.Message);
        }
    }

    private async Task CreateBlobAsync(CancellationToken cancellation)
    {
        try
        {
            var options = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
            await _blob.UploadAsync(BinaryData.FromString(string.Empty), options, cancellation);
        }
        catch (RequestFailedException exists) when (exists.Status is 409 or 412)
        {
        }
    }

    /// <summary>
    /// Takes the lease, then writes this process's name. Whoever breaks the lease of a dead process does so on the condition that its
    /// name is still there, so a lease that shows a living name is safe, and one that was broken before refuses the name.
    /// </summary>
    private async Task<bool> TryAcquireAsync(CancellationToken cancellation)
    {
        try
        {
            _renewedAt = time.GetTimestamp();
            await Lease.AcquireAsync(Duration, cancellationToken: cancellation);
            var mine = new BlobRequestConditions { LeaseId = Lease.LeaseId };
            await _blob.SetMetadataAsync(me.Write(), mine, cancellation);
            return true;
        }
        catch (RequestFailedException taken) when (taken.Status is 409 or 412)
        {
            return false;
        }
    }

    private async Task<bool> TryBreakAsync(ETag seen, CancellationToken cancellation)
    {
        try
        {
            await _blob.GetBlobLeaseClient().BreakAsync(TimeSpan.Zero, new RequestConditions { IfMatch = seen }, cancellation);
            return true;
        }
        catch (RequestFailedException refused) when (refused.Status is 409 or 412)
        {
            return false;
        }
    }

    private async Task RenewAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(Renewal, time, _released.Token);
                await RenewOnceAsync();
            }
        }
        catch (OperationCanceledException) when (_released.IsCancellationRequested)
        {
        }
        catch (Exception error)
        {
            LogLost(log, container.Name, error);
            await _lost.CancelAsync();
        }
    }

    /// <summary>Tries until the lease is renewed, is refused, or has run out.</summary>
    private async Task RenewOnceAsync()
    {
        while (true)
        {
            var began = time.GetTimestamp();
            try
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(_released.Token);
                limit.CancelAfter(Renewal);
                await Lease.RenewAsync(cancellationToken: limit.Token);
                _renewedAt = began;
                return;
            }
            catch (Exception failure) when (!_released.IsCancellationRequested && failure is not RequestFailedException { Status: 409 or 412 or 404 })
            {
                if (time.GetElapsedTime(_renewedAt) > Duration)
                    throw;
                await Task.Delay(Poll, time, _released.Token);
            }
        }
    }

    [LoggerMessage(7001, LogLevel.Warning, "{Container} belongs to {Owner}; waiting until it ends. Stop it to go on here.")]
    private static partial void LogWaiting(ILogger log, string container, string owner);

    [LoggerMessage(7002, LogLevel.Error, "The lease of {Container} is lost: storage does not answer, or another host has the hub.")]
    private static partial void LogLost(ILogger log, string container, Exception error);

    [LoggerMessage(7003, LogLevel.Warning, "The hub's lease could not be released and runs out by itself in 15 s: {Error}")]
    private static partial void LogReleaseFailed(ILogger log, string error);
}
