using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using PhotoScore.Core.Json;
using PhotoScore.Core.Training;

namespace PhotoScore.Trainer.Jobs;

/// <summary>
/// Writes <c>status.json</c> in the background, about once a second while something changes and every few seconds as a sign of life. The
/// training only says what is true now and never waits.
/// </summary>
internal sealed class StatusReporter : IAsyncDisposable
{
    private static readonly TimeSpan WriteEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(5);

    private readonly BlobClient _blob;
    private readonly BlobRequestConditions _lease;
    private readonly QueueClient? _events;
    private readonly string _instance;
    private readonly TrainerLog _log;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _writing = new(1);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly Task _beating;
    private TrainingStatus _status;
    private bool _changed;

    public StatusReporter(
        BlobClient blob, BlobRequestConditions lease, QueueClient? events, string instance, TrainingStatus status, TrainerLog log, TimeProvider time)
    {
        (_blob, _lease, _events, _instance, _status, _log, _time) = (blob, lease, events, instance, status, log, time);
        _beating = BeatAsync();
    }

    /// <summary>What was said last.</summary>
    public TrainingStatus Status
    {
        get
        {
            lock (_gate)
                return _status;
        }
    }

    /// <summary>Says what is true now; it is written soon.</summary>
    public void Say(Func<TrainingStatus, TrainingStatus> change)
    {
        lock (_gate)
            (_status, _changed) = (change(_status), true);
    }

    /// <summary>Says what is true now, and returns when it is stored and the functions had their hint.</summary>
    /// <exception cref="RequestFailedException">Another attempt holds the lease.</exception>
    public async Task SayNowAsync(Func<TrainingStatus, TrainingStatus> change, CancellationToken cancellation)
    {
        Say(change);
        var written = await WriteAsync(cancellation);
        await HintAsync(written, cancellation);
    }

    private async Task BeatAsync()
    {
        var last = _time.GetTimestamp();
        while (!_stop.IsCancellationRequested)
        {
            await Task.Delay(WriteEvery, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_stop.IsCancellationRequested || !(_changed || _time.GetElapsedTime(last) >= BeatEvery))
                continue;
            try
            {
                await WriteAsync(_stop.Token);
                last = _time.GetTimestamp();
            }
            catch (Exception e) when (e is RequestFailedException or AggregateException or OperationCanceledException)
            {
                // The lease itself finds out whether it was lost; a beat that failed is followed by another.
            }
        }
    }

    private async Task<TrainingStatus> WriteAsync(CancellationToken cancellation)
    {
        await _writing.WaitAsync(cancellation);
        try
        {
            TrainingStatus status;
            lock (_gate)
            {
                status = _status = _status with { Sequence = _status.Sequence + 1, UpdatedAt = _time.GetUtcNow(), LogTail = _log.Tail };
                _changed = false;
            }

            var json = BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(status, StoredJson.Indented));
            var options = new BlobUploadOptions { Conditions = _lease, HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" } };
            await _blob.UploadAsync(json, options, cancellation);
            return status;
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task HintAsync(TrainingStatus status, CancellationToken cancellation)
    {
        if (_events is null)
            return;
        try
        {
            var hint = JsonSerializer.Serialize(new TrainingEvent(_instance, status.Attempt, status.Sequence), StoredJson.Compact);
            await _events.SendMessageAsync(hint, cancellation);
        }
        catch (RequestFailedException e)
        {
            _log.Write($"A hint to the functions was not sent ({e.Status} {e.ErrorCode}); they look by themselves later.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _beating;
        _stop.Dispose();
        _writing.Dispose();
    }
}
