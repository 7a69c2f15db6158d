using Azure.Storage.Blobs;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Storage;
using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Checkpoints;
using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Methods;
using PhotoScore.Trainer.Optimization;
using PhotoScore.Trainer.Publishing;

namespace PhotoScore.Trainer.Jobs;

/// <summary>One run under its lease: load, learn as the architecture does, evaluate, publish.</summary>
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

        using var learned = await TrainingMethods.For(architecture.Method).LearnAsync(
            new TrainingContext
            {
                Architecture = architecture,
                Plan = plan,
                Job = job,
                Dataset = manifest,
                Data = data,
                Checkpoints = new CheckpointStore(_models, _paths, reporter),
                Reporter = reporter,
                Settings = settings,
                Log = log,
                Time = time,
            },
            cancellation);

        await reporter.SayNowAsync(status => status with { Stage = TrainingStage.Evaluating, SecondsLeft = null }, cancellation);
        var evaluation = ModelEvaluation.Of(learned.Network, manifest.Classes, data, plan, cancellation);
        log.Write($"Test: balanced accuracy {evaluation.Test.BalancedAccuracy:F4}, majority baseline {evaluation.Test.MajorityBaseline:F4}, parity {evaluation.ParityError:E1}.");

        await reporter.SayNowAsync(status => status with { Stage = TrainingStage.Publishing }, cancellation);
        await publisher.StoreOnnxAsync(evaluation.Onnx, cancellation);
        await publisher.StoreAsync(_paths.Checkpoint("best.safetensors"), learned.Best, cancellation);
        if (learned.Last is { } last)
            await publisher.StoreAsync(_paths.Checkpoint("last.safetensors"), last, cancellation);
        await publisher.StoreAsync(_paths.Curves, System.Text.Encoding.UTF8.GetBytes(CurvesFile.Write(learned.Curve)), cancellation);
        await publisher.StoreAsync(_paths.Predictions, await evaluation.PredictionsAsync(manifest.Classes, cancellation), cancellation);
        await publisher.CompleteAsync(evaluation.Manifest(job, manifest, learned.Network, plan, learned.BestEpoch, time.GetUtcNow()), cancellation);
    }

    private void LogLoaded(int done, int photos)
    {
        if (done % Math.Max(1000, photos / 10) == 0)
            log.Write($"Loaded {done:N0} of {photos:N0}.");
    }
}
