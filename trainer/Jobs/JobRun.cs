using Azure.Storage.Blobs;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Storage;
using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Checkpoints;
using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Optimization;
using PhotoScore.Trainer.Publishing;

namespace PhotoScore.Trainer.Jobs;

/// <summary>One run under its lease: load, train (from the newest checkpoint on), evaluate, publish.</summary>
internal sealed class JobRun(
    JobStorage storage, TrainingJob job, StatusReporter reporter, ModelPublisher publisher, JobSettings settings, TrainerLog log, TimeProvider time)
{
    private readonly BlobContainerClient _models = storage.Container(job.ModelsContainer);
    private readonly ModelPaths _paths = new(job.Model, job.Version);

    /// <exception cref="InvalidOperationException">The training can't succeed; the message says what to do.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var architecture = ArchitectureCatalog.Find(job.Request.Architecture);
        var plan = TrainingPlan.For(job.Request, architecture.Defaults);
        var store = new DatasetStore(storage.Container(job.DatasetsContainer));
        var paths = new DatasetPaths(job.Request.Dataset, job.DatasetVersion);
        var manifest = await store.ManifestAsync(paths, cancellation)
            ?? throw new InvalidOperationException($"Dataset {paths.Prefix.TrimEnd('/')} is not complete. Wait for its build, or name another version.");

        reporter.Say(status => status with { Stage = TrainingStage.Loading, Epochs = plan.Epochs, Error = null });
        var photos = manifest.Shards.Sum(shard => shard.Photos);
        log.Write($"Loading {photos:N0} photos of {paths.Prefix.TrimEnd('/')} at {architecture.Geometry.FixedSize} …");
        using var data = await TrainingData.LoadAsync(store, manifest, architecture.Geometry, done => LogLoaded(done, photos), cancellation);

        using var network = new Network(architecture, manifest.Classes.Count, plan.Seed);
        using var loop = new TrainingLoop(network, plan, data.Train, data.Validation, manifest.PhotosSha256, time);
        var checkpoints = new CheckpointStore(_models, _paths, reporter);
        await ResumeAsync(loop, checkpoints, cancellation);
        await Task.Factory.StartNew(
            () => Train(loop, plan, checkpoints, cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        var (best, last) = loop.Finish();
        await reporter.SayNowAsync(status => status with { Stage = TrainingStage.Evaluating, SecondsLeft = null }, cancellation);
        var evaluation = ModelEvaluation.Of(network, manifest.Classes, data, plan, cancellation);
        log.Write($"Test: balanced accuracy {evaluation.Test.BalancedAccuracy:F4}, majority baseline {evaluation.Test.MajorityBaseline:F4}, parity {evaluation.ParityError:E1}.");

        await reporter.SayNowAsync(status => status with { Stage = TrainingStage.Publishing }, cancellation);
        await publisher.StoreOnnxAsync(evaluation.Onnx, cancellation);
        await publisher.StoreAsync(_paths.Checkpoint("best.safetensors"), best, cancellation);
        await publisher.StoreAsync(_paths.Checkpoint("last.safetensors"), last, cancellation);
        await publisher.StoreAsync(_paths.Curves, System.Text.Encoding.UTF8.GetBytes(CurvesFile.Write(loop.Curve)), cancellation);
        await publisher.StoreAsync(_paths.Predictions, await evaluation.PredictionsAsync(manifest.Classes, cancellation), cancellation);
        await publisher.CompleteAsync(evaluation.Manifest(job, manifest, network, plan, loop.BestEpoch, time.GetUtcNow()), cancellation);
    }

    private void LogLoaded(int done, int photos)
    {
        if (done % Math.Max(1000, photos / 10) == 0)
            log.Write($"Loaded {done:N0} of {photos:N0}.");
    }

    private async Task ResumeAsync(TrainingLoop loop, CheckpointStore checkpoints, CancellationToken cancellation)
    {
        if (await checkpoints.LoadAsync(cancellation) is not { } checkpoint)
            return;
        log.Write(loop.TryResume(checkpoint)
            ? $"Going on from the checkpoint at epoch {checkpoint.State.Epoch}, step {checkpoint.State.Step}."
            : "The checkpoint belongs to another plan or dataset: starting from the beginning.");
    }

    private void Train(TrainingLoop loop, TrainingPlan plan, CheckpointStore checkpoints, CancellationToken cancellation)
    {
        var (saved, epochs) = (time.GetTimestamp(), loop.Curve.Count);
        reporter.Say(status => Progress(status, loop));
        try
        {
            loop.Run(AfterStep, cancellation);
        }
        catch (OperationCanceledException) when (settings.SaveWhenStopped())
        {
            checkpoints.SaveAsync(loop.Save(), CancellationToken.None).GetAwaiter().GetResult();
            throw;
        }

        void AfterStep()
        {
            for (; epochs < loop.Curve.Count; epochs++)
                LogEpoch(loop.Curve[epochs], plan.Epochs);
            reporter.Say(status => Progress(status, loop));
            if (time.GetElapsedTime(saved) < settings.CheckpointEvery)
                return;
            checkpoints.SaveAsync(loop.Save(), cancellation).GetAwaiter().GetResult();
            saved = time.GetTimestamp();
        }
    }

    private void LogEpoch(EpochMetrics epoch, int epochs) =>
        log.Write(
            $"Epoch {epoch.Epoch}/{epochs}: train loss {epoch.Train.Loss:F4} balanced {epoch.Train.BalancedAccuracy:F4}, " +
            $"validation loss {epoch.Validation.Loss:F4} accuracy {epoch.Validation.Accuracy:F4} balanced {epoch.Validation.BalancedAccuracy:F4}, {epoch.Seconds:F1} s");

    private static TrainingStatus Progress(TrainingStatus status, TrainingLoop loop)
    {
        var photosPerSecond = loop.PhotosPerSecond;
        return status with
        {
            Stage = TrainingStage.Training,
            Epoch = Math.Min(loop.Epoch, status.Epochs),
            Step = loop.Step,
            Steps = loop.Steps,
            PhotosPerSecond = Math.Round(photosPerSecond, 1),
            SecondsLeft = photosPerSecond > 0 ? Math.Round(loop.PhotosLeft / photosPerSecond) : null,
            Curve = loop.Curve.Count == status.Curve.Count ? status.Curve : [.. loop.Curve],
        };
    }
}
