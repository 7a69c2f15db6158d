using System.Text.Json;
using PhotoScore.Core.Json;
using PhotoScore.Core.Storage;
using PhotoScore.Core.Training;
using PhotoScore.Core.Training.Sweeps;
using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Evaluation;
using PhotoScore.Trainer.Methods;
using PhotoScore.Trainer.Optimization;
using PhotoScore.Trainer.Publishing;

namespace PhotoScore.Trainer.Jobs;

/// <summary>Measures a trial that reached its rung: on the validation split, by the same rules as a version that is published.</summary>
internal static class TrialMeasurement
{
    public static RungResult Of(Learned learned, SweepTrial trial, TrainingPlan plan, TrainingData data, DateTimeOffset now, CancellationToken cancellation)
    {
        var answers = NetworkAnswers.Of(learned.Network, data.Validation, plan.BatchSize, cancellation);
        return new()
        {
            Rung = trial.Rung,
            Epochs = learned.Curve.Count,
            // One that stopped by itself, or has no epochs, stands there at every later rung.
            Finished = learned.Curve.Count != trial.Epochs(plan.Epochs) || learned.Curve.Count == plan.Epochs,
            BestEpoch = learned.BestEpoch,
            Parameters = learned.Network.Parameters.Sum(parameter => parameter.numel()),
            Validation = SplitEvaluation.Of(answers, DecisionThreshold.Choose(answers), data.Train.Labels, plan.Seed, data.Validation.Groups),
            MeasuredAt = now,
        };
    }

    /// <summary>Stores the result; with that the rung is done.</summary>
    public static Task StoreAsync(this ModelPublisher publisher, TrainingJob job, RungResult result, CancellationToken cancellation) =>
        publisher.StoreAsync(Name(job), JsonSerializer.SerializeToUtf8Bytes(result, StoredJson.Indented), cancellation);

    /// <summary>The blob that holds it.</summary>
    public static string Name(TrainingJob job) => new SweepPaths(job.Model, job.Version).Rung(job.Trial!.Number, job.Trial.Rung);
}
