using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using PhotoScore.Core.Training;
using PhotoScore.Functions.Models;

namespace PhotoScore.Functions.Training;

/// <summary>How a training ended when it did not fail.</summary>
/// <param name="Cancelled">Whether a user stopped it.</param>
/// <param name="Promotion">Whether the new version answers; null when there is none.</param>
internal sealed record TrainingOutcome(bool Cancelled, PromotionOutcome? Promotion);

/// <summary>A training that ended without a model; the message says why.</summary>
internal sealed class TrainingFailedException(string message) : Exception(message);

/// <summary>
/// Watches one training from submission to promotion. The trainer's word in storage is what counts: an event only makes
/// the next look come sooner.
/// </summary>
internal static class TrainModel
{
    /// <summary>Carries a <see cref="TrainingEvent"/>, or null to look in any case.</summary>
    public const string WakeUp = "LookAtTraining";

    // Keeps the history of one generation at a few hundred events.
    private const int LooksPerGeneration = 50;

    private static readonly TaskOptions Retrying =
        new(TaskRetryOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromSeconds(2), backoffCoefficient: 2)));

    [Function(nameof(TrainModel))]
    public static async Task<TrainingOutcome?> Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var watch = context.GetInput<TrainingWatch>()!;
        if (watch.Attempt == 0)
            watch = await SubmitAsync(context, watch);

        for (var look = 0; look < LooksPerGeneration; look++)
        {
            var pulse = await context.CallActivityAsync<TrainingPulse>(nameof(TrainingActivities.ReadPulse), watch.Key, Retrying);
            watch = watch.Seen(pulse, context.CurrentUtcDateTime);
            switch (watch.Judge(pulse, context.CurrentUtcDateTime))
            {
                case TrainingVerdict.Promote:
                    return new(false, await context.CallActivityAsync<PromotionOutcome>(nameof(TrainingActivities.PromoteTraining), watch.Key, Retrying));
                case TrainingVerdict.Cancel:
                    return new(true, null);
                case TrainingVerdict.Fail:
                    throw new TrainingFailedException(watch.Complaint(pulse));
                case TrainingVerdict.Resubmit:
                    watch = await SubmitAsync(context, watch);
                    break;
                default:
                    await WaitAsync(context, watch);
                    break;
            }
        }

        context.ContinueAsNew(watch);
        return null;
    }

    private static async Task<TrainingWatch> SubmitAsync(TaskOrchestrationContext context, TrainingWatch watch)
    {
        var submitted = watch.Submitted(context.CurrentUtcDateTime);
        await context.CallActivityAsync(nameof(TrainingActivities.SubmitTraining), new Submission(watch.Key, submitted.Attempt), Retrying);
        return submitted;
    }

    /// <summary>Until something new is said, or the next look is due.</summary>
    private static async Task WaitAsync(TaskOrchestrationContext context, TrainingWatch watch)
    {
        using var end = new CancellationTokenSource();
        var due = context.CreateTimer(watch.Limits.PollInterval, end.Token);
        while (true)
        {
            var hint = context.WaitForExternalEvent<TrainingEvent?>(WakeUp, end.Token);
            await Task.WhenAny(due, hint);
            if (due.IsCompleted || !watch.Knows(await hint))
                break;
        }
        // Not CancelAsync: an orchestrator may wait for durable tasks only.
        end.Cancel();
    }
}

/// <summary>What the submitting activity is told.</summary>
internal sealed record Submission(TrainingKey Key, int Attempt);
