using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using PhotoScore.Functions.Models;

namespace PhotoScore.Functions.Training;

/// <summary>How a training ended when it did not fail.</summary>
/// <param name="Cancelled">Whether a user stopped it.</param>
/// <param name="Promotion">Whether the new version answers; null when there is none.</param>
internal sealed record TrainingOutcome(bool Cancelled, PromotionOutcome? Promotion);

/// <summary>A training that ended without a model; the message says why.</summary>
internal sealed class TrainingFailedException(string message) : Exception(message);

/// <summary>Watches one training from submission to promotion.</summary>
internal static class TrainModel
{
    [Function(nameof(TrainModel))]
    public static async Task<TrainingOutcome?> Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var watch = context.GetInput<TrainingWatch>()!;
        return await WatchedTraining.RunAsync(context, watch) switch
        {
            null => null,
            { Verdict: TrainingVerdict.Done } => new(false, await context.CallActivityAsync<PromotionOutcome>(
                nameof(TrainingActivities.PromoteTraining), watch.Key, WatchedTraining.Retrying)),
            { Verdict: TrainingVerdict.Cancel } => new(true, null),
            var failed => throw new TrainingFailedException(failed.Complaint!),
        };
    }
}
