using System.Text.Json;
using Azure.Storage.Blobs;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Json;
using PhotoScore.Core.Storage;
using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Checkpoints;
using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Devices;
using PhotoScore.Trainer.Diagnosis;
using PhotoScore.Trainer.Features;
using PhotoScore.Trainer.Methods;
using PhotoScore.Trainer.Optimization;
using PhotoScore.Trainer.Publishing;
using PhotoScore.Trainer.Reporting;
using PhotoScore.Trainer.Weights;

namespace PhotoScore.Trainer.Jobs;

/// <summary>One run under its lease: load, learn as the architecture does, evaluate, publish; a trial of a sweep is only measured.</summary>
internal sealed class JobRun(
    JobStorage storage, TrainingJob job, StatusReporter reporter, ModelPublisher publisher, JobSettings settings, TrainerLog log, TimeProvider time)
{
    private readonly BlobContainerClient _models = storage.Container(job.ModelsContainer);
    private readonly ModelPaths _paths = job.Paths();

    /// <exception cref="InvalidOperationException">The training can't succeed; the message says what to do.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var device = DeviceChoice.For(job.Request.Device, settings.Device);
        var architecture = ArchitectureCatalog.Find(job.Request.Architecture);
        var plan = TrainingPlan.For(job.Request, architecture.Defaults);
        var store = new DatasetStore(storage.Container(job.DatasetsContainer));
        var paths = new DatasetPaths(job.Request.Dataset, job.DatasetVersion);
        var manifest = await store.ManifestAsync(paths, cancellation)
            ?? throw new InvalidOperationException($"Dataset {paths.Prefix.TrimEnd('/')} is not complete. Wait for its build, or name another version.");

        var oneClass = architecture.Method == TrainingMethod.OneClass;
        if (oneClass)
            manifest = OneClassDataset.WithOther(manifest);
        reporter.Say(status => status with { Stage = TrainingStage.Loading, Epochs = plan.Epochs, Error = null });
        Split[] splits = job.Trial is null ? [Split.Train, Split.Validation, Split.Test] : [Split.Train, Split.Validation];
        var photos = manifest.Shards.Where(shard => splits.Contains(shard.Split)).Sum(shard => shard.Photos);
        log.Write($"Loading {photos:N0} photos of {paths.Prefix.TrimEnd('/')} at {architecture.Geometry.FixedSize}, to learn on {device.type} …");
        using var data = await TrainingData.LoadAsync(store, manifest, architecture.Geometry, splits, oneClass, done => LogLoaded(done, photos), cancellation);
        using var start = StartingPoint.Of(
            architecture,
            manifest.Classes.Count,
            await WeightsStore.FetchAsync(job.Request.Init, storage.Container(job.SourcesContainer), time, cancellation),
            job.Request.Init?.License,
            RequestedNormalization.Of(job.Request.Normalization, manifest.Statistics));
        foreach (var line in start.Describe())
            log.Write(line);

        var context = new TrainingContext
        {
            Architecture = architecture,
            Plan = plan,
            Job = job,
            Dataset = manifest,
            Classes = manifest.Classes,
            Datasets = store,
            Data = data,
            Start = start,
            Device = device,
            UntilEpoch = job.Trial?.Epochs(plan.Epochs) ?? plan.Epochs,
            Checkpoints = new CheckpointStore(_models, _paths, reporter, job.Checkpoint),
            Features = new BlobFeatureStore(_models, _paths),
            Examination = new TrainingExamination(plan, manifest.Classes, data),
            Reporter = reporter,
            Settings = settings,
            Log = log,
            Time = time,
        };
        if (!oneClass)
            context.SayDiagnoses();
        using var learned = await TrainingMethods.For(architecture.Method).LearnAsync(context, cancellation);
        if (learned.Curve.Count == 0 && learned.Diagnoses is null)
        {
            context.Examination.Ended(learned.Network, cancellation);
            context.SayDiagnoses();
        }

        foreach (var (_, message, advice) in learned.Diagnoses ?? [])
            log.Write($"{message} {advice}");
        await reporter.SayNowAsync(status => status with { Stage = TrainingStage.Evaluating, SecondsLeft = null, Diagnoses = learned.Diagnoses ?? status.Diagnoses }, cancellation);
        if (job.Trial is { } trial)
        {
            var measured = TrialMeasurement.Of(learned, trial, job.Request, plan, data, time.GetUtcNow(), cancellation);
            log.Write($"Rung {trial.Rung}: validation balanced accuracy {measured.Validation.BalancedAccuracy:F4} after {measured.Epochs} of {plan.Epochs} epochs.");
            await publisher.StoreAsync(job, measured, cancellation);
            return;
        }

        var evaluation = ModelEvaluation.Of(learned.Network, manifest, data, job.Request, plan, learned.LeftOut, cancellation);
        if (learned.Ranks is { } ranks)
            evaluation.Rank(ranks);
        log.Write($"Test: balanced accuracy {evaluation.Test.BalancedAccuracy:F4}, majority baseline {evaluation.Test.MajorityBaseline:F4}, parity {evaluation.ParityError:E1}.");

        await reporter.SayNowAsync(status => status with { Stage = TrainingStage.Publishing }, cancellation);
        await publisher.StoreOnnxAsync(evaluation.Onnx, cancellation);
        await publisher.StoreAsync(_paths.Checkpoint("best.safetensors"), learned.Best, cancellation);
        if (learned.Last is { } last)
            await publisher.StoreAsync(_paths.Checkpoint("last.safetensors"), last, cancellation);
        await publisher.StoreAsync(_paths.Predictions, await evaluation.PredictionsAsync(manifest.Classes, cancellation), cancellation);
        var reference = ReferenceStatistics.Of(evaluation.Onnx, manifest.Classes, data.Validation, data.Photos, plan.BatchSize, cancellation);
        await publisher.StoreAsync(_paths.Reference, JsonSerializer.SerializeToUtf8Bytes(reference, StoredJson.Indented), cancellation);
        await publisher.StoreAsync(_paths.Embeddings, await PublishedEmbeddings.OfAsync(evaluation.Onnx, data.Train, plan.BatchSize, plan.Seed, cancellation), cancellation);
        if (await new CurrentComparison(_models, store).OfAsync(job, manifest, data, evaluation.AnsweredTest, plan.BatchSize, cancellation) is { } comparison)
            await publisher.StoreAsync(_paths.Comparison, JsonSerializer.SerializeToUtf8Bytes(comparison, StoredJson.Indented), cancellation);
        var model = evaluation.Manifest(job, manifest, learned.Network, plan, learned.BestEpoch, time.GetUtcNow()) with
        {
            Training = learned.Training,
            Tried = learned.Tried,
            Diagnoses = learned.Diagnoses ?? context.Examination.Diagnoses,
            Init = start.Init,
        };
        var maker = new ReportMaker(_models, storage.Container(job.DatasetsContainer), context);
        await ReportFiles.StoreAsync(maker, publisher, _paths, model, learned, evaluation, log, cancellation);
        await publisher.CompleteAsync(model, cancellation);
    }

    private void LogLoaded(int done, int photos)
    {
        if (done % Math.Max(1000, photos / 10) == 0)
            log.Write($"Loaded {done:N0} of {photos:N0}.");
    }
}
