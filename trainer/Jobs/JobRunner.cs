using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using PhotoScore.Core.Json;
using PhotoScore.Core.Training;
using PhotoScore.Trainer.Diagnosis;
using PhotoScore.Trainer.Publishing;

namespace PhotoScore.Trainer.Jobs;

/// <summary>Runs one job from its URI: takes the lease, runs, and leaves a status that says how it ended.</summary>
/// <param name="log">Told of every step.</param>
/// <param name="time">The clock.</param>
/// <param name="device">Where to compute, whatever the job says; null leaves it to the job.</param>
internal sealed class JobRunner(TrainerLog log, TimeProvider time, TrainingDevice? device = null)
{
    private static readonly TimeSpan LookForCancelEvery = TimeSpan.FromSeconds(2);

    /// <param name="storage">The job's account.</param>
    /// <param name="uri">Where <c>job.json</c> is.</param>
    /// <param name="attempt">Which submission this is, from 1.</param>
    /// <param name="checkpointEvery">A lost machine costs at most this much training.</param>
    /// <param name="stopping">The process was asked to stop: a checkpoint is saved, and the run goes on elsewhere.</param>
    public async Task<JobOutcome> RunAsync(JobStorage storage, Uri uri, int attempt, TimeSpan checkpointEvery, CancellationToken stopping)
    {
        var job = await storage.ReadJobAsync(uri, stopping);
        var (models, paths) = (storage.Container(job.ModelsContainer), job.Paths());
        var statusBlob = models.GetBlobClient(paths.Status);
        log.Write($"Training {paths.Prefix.TrimEnd('/')}: {job.Request.Architecture} on {job.Request.Dataset}/{job.DatasetVersion}, attempt {attempt}.");

        await EnsureStatusAsync(statusBlob, attempt, stopping);
        try
        {
            await using var lease = await RunLease.AcquireAsync(statusBlob, () => HolderIsOlderAsync(statusBlob, attempt, stopping), time, stopping);
            var before = await ReadStatusAsync(statusBlob, stopping);
            Supersede(before, attempt);
            var status = before with { Attempt = attempt, Sequence = before.Attempt == attempt ? before.Sequence : 0 };
            await using var reporter = new StatusReporter(
                statusBlob, lease.Condition, job.EventsQueue is { } queue ? storage.Queue(queue) : null,
                job.InstanceId(), status, log, time);
            // From here on an older attempt that looks finds that it is not needed.
            await reporter.SayNowAsync(said => said, stopping);
            return await RunLeasedAsync(storage, job, models.GetBlobClient(paths.Cancel), lease, reporter, checkpointEvery, stopping);
        }
        catch (SupersededException e)
        {
            log.Write(e.Message);
            return JobOutcome.Superseded;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            log.Write("Stopped before it began.");
            return JobOutcome.Stopped;
        }
    }

    private async Task<JobOutcome> RunLeasedAsync(
        JobStorage storage, TrainingJob job, BlobClient cancelMarker, RunLease lease, StatusReporter reporter, TimeSpan checkpointEvery, CancellationToken stopping)
    {
        using var cancelled = new CancellationTokenSource();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancelled.Token, lease.Lost, stopping);
        using var watched = new CancellationTokenSource();
        var watching = WatchAsync(cancelMarker, cancelled, watched.Token);
        var publisher = new ModelPublisher(storage.Container(job.ModelsContainer), job.Paths());
        try
        {
            if (!await IsDoneAsync(publisher, job, stop.Token))
            {
                await publisher.BeginAsync(stop.Token);
                var settings = new JobSettings(checkpointEvery, () => stopping.IsCancellationRequested && !cancelled.IsCancellationRequested, device);
                await new JobRun(storage, job, reporter, publisher, settings, log, time).RunAsync(stop.Token);
            }

            var stage = job.Trial is null ? TrainingStage.Completed : TrainingStage.Measured;
            log.Write($"{stage}: {job.Paths().Prefix.TrimEnd('/')}.");
            await reporter.SayNowAsync(status => status with { Stage = stage, SecondsLeft = 0 }, CancellationToken.None);
            return JobOutcome.Published;
        }
        catch (Exception e) when (lease.Lost.IsCancellationRequested || e is RequestFailedException { ErrorCode: "LeaseLost" or "LeaseIdMismatchWithBlobOperation" })
        {
            log.Write("Another attempt took over; this one stops without publishing.");
            return JobOutcome.Superseded;
        }
        catch (OperationCanceledException) when (cancelled.IsCancellationRequested)
        {
            log.Write("Cancelled.");
            await reporter.SayNowAsync(status => status with { Stage = TrainingStage.Cancelled, SecondsLeft = null }, CancellationToken.None);
            return JobOutcome.Cancelled;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            log.Write("Asked to stop: the training goes on from its checkpoint when it is run again.");
            return JobOutcome.Stopped;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            log.Write($"Failed: {e}");
            await reporter.SayNowAsync(
                status => status with
                {
                    Stage = TrainingStage.Failed,
                    Error = e.Message,
                    SecondsLeft = null,
                    Diagnoses = e is DiagnosedException { Diagnosis: var found } ? [found, .. status.Diagnoses] : status.Diagnoses,
                },
                CancellationToken.None);
            return JobOutcome.Failed;
        }
        finally
        {
            await watched.CancelAsync();
            await watching;
        }
    }

    private static Task<bool> IsDoneAsync(ModelPublisher publisher, TrainingJob job, CancellationToken cancellation) =>
        job.Trial is null ? publisher.IsPublishedAsync(cancellation) : publisher.IsStoredAsync(TrialMeasurement.Name(job), cancellation);

    private static async Task WatchAsync(BlobClient marker, CancellationTokenSource cancelled, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                if (await marker.ExistsAsync(cancellation))
                {
                    await cancelled.CancelAsync();
                    return;
                }
            }
            catch (Exception e) when (e is RequestFailedException or AggregateException or OperationCanceledException)
            {
                // Storage that fails now, even after the client's own retries (an AggregateException), is asked again.
            }

            await Task.Delay(LookForCancelEvery, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task EnsureStatusAsync(BlobClient blob, int attempt, CancellationToken cancellation)
    {
        var queued = new TrainingStatus { Attempt = attempt, Sequence = 0, Stage = TrainingStage.Queued, UpdatedAt = time.GetUtcNow() };
        try
        {
            var onlyNew = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
            await blob.UploadAsync(BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(queued, StoredJson.Indented)), onlyNew, cancellation);
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            // Somebody spoke before: an earlier attempt, or whoever submitted the job.
        }
    }

    private static async Task<bool> HolderIsOlderAsync(BlobClient blob, int attempt, CancellationToken cancellation)
    {
        var status = await ReadStatusAsync(blob, cancellation);
        Supersede(status, attempt);
        return status.Attempt < attempt;
    }

    private static void Supersede(TrainingStatus status, int attempt)
    {
        if (status.Attempt > attempt)
            throw new SupersededException($"Attempt {status.Attempt} speaks for this training; attempt {attempt} is not needed.");
    }

    private static async Task<TrainingStatus> ReadStatusAsync(BlobClient blob, CancellationToken cancellation)
    {
        BlobDownloadResult content = await blob.DownloadContentAsync(cancellation);
        return JsonSerializer.Deserialize<TrainingStatus>(content.Content, StoredJson.Compact)!;
    }

    private sealed class SupersededException(string message) : Exception(message);
}
