using System.Text.Json;
using PhotoScore.Core.Json;
using PhotoScore.Core.Models;
using PhotoScore.Core.Storage;
using PhotoScore.Core.Training;
using PhotoScore.Core.Training.Sweeps;
using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Evaluation;
using PhotoScore.Trainer.Methods;
using PhotoScore.Trainer.Optimization;
using PhotoScore.Trainer.Publishing;

namespace PhotoScore.Trainer.Jobs;

/// <summary>
/// Measures a trial that reached its rung on the validation split, as a version that is published from it would be measured there: with the mirror images, the
/// temperature and the threshold that its request asks for.
/// </summary>
internal static class TrialMeasurement
{
    public static RungResult Of(
        Learned learned, SweepTrial trial, TrainingRequest request, TrainingPlan plan, TrainingData data, DateTimeOffset now, CancellationToken cancellation) => new()
        {
            Rung = trial.Rung,
            Epochs = learned.Curve.Count,
            // One that stopped by itself, or has no epochs, stands there at every later rung.
            Finished = learned.Curve.Count != trial.Epochs(plan.Epochs) || learned.Curve.Count == plan.Epochs,
            BestEpoch = learned.BestEpoch,
            Parameters = learned.Network.Parameters.Sum(parameter => parameter.numel()),
            Validation = Measure(learned, request, plan, data, cancellation),
            MeasuredAt = now,
        };

    private static EvaluationMetrics Measure(Learned learned, TrainingRequest request, TrainingPlan plan, TrainingData data, CancellationToken cancellation)
    {
        using var served = learned.Network.With(ServedGraph.Of(learned.Network.Graph, request.TestFlips, temperature: null));
        var calibrated = CalibratedAnswers.Of(served, data.Validation, learned.LeftOut, request.TestFlips, plan.BatchSize, cancellation);
        var answers = calibrated.Answers;
        var metrics = SplitEvaluation.Of(answers, DecisionThreshold.Choose(calibrated.Choosing(answers), request.Threshold, ThresholdStart.Prior(plan)), data.Train.Labels, plan.Seed, data.Validation.Groups);
        return learned.Ranks?.Rank(metrics, data.Validation, answers, plan.Seed) ?? metrics;
    }

    /// <summary>Stores the result; with that the rung is done.</summary>
    public static Task StoreAsync(this ModelPublisher publisher, TrainingJob job, RungResult result, CancellationToken cancellation) =>
        publisher.StoreAsync(Name(job), JsonSerializer.SerializeToUtf8Bytes(result, StoredJson.Indented), cancellation);

    /// <summary>The blob that holds it.</summary>
    public static string Name(TrainingJob job) => new SweepPaths(job.Model, job.Version).Rung(job.Trial!.Number, job.Trial.Rung);
}
