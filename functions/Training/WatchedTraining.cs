using Microsoft.DurableTask;
using PhotoScore.Core.Training;

namespace PhotoScore.Functions.Training;

/// <summary>How a watch ended.</summary>
/// <param name="Verdict">Done, Cancel or Fail.</param>
/// <param name="Complaint">Why it failed; null otherwise.</param>
internal sealed record WatchEnd(TrainingVerdict Verdict, string? Complaint);

/// <summary>
/// Submits a training and watches it until it is decided. The trainer's word in storage is what counts: an event only makes the next look
/// come sooner.
/// </summary>
internal static class WatchedTraining
{
    /// <summary>Carries a <see cref="TrainingEvent"/>, or null to look in any case.</summary>
    public const string WakeUp = "LookAtTraining";

    // Keeps the history of one generation at a few hundred events.
    private const int LooksPerGeneration = 50;

    public static readonly TaskOptions Retrying =
        new(TaskRetryOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromSeconds(2), backoffCoefficient: 2)));

    /// <summary>Null where the orchestration goes on as a new generation, which then calls this again.</summary>
    public static async Task<WatchEnd?> RunAsync(TaskOrchestrationContext context, TrainingWatch watch)
    {
        if (watch.Attempt == 0)
            watch = await SubmitAsync(context, watch);

        for (var look = 0; look < LooksPerGeneration; look++)
        {
            var pulse = await context.CallActivityAsync<TrainingPulse>(nameof(TrainingActivities.ReadPulse), watch.Key, Retrying);
            watch = watch.Seen(pulse, context.CurrentUtcDateTime);
            switch (watch.Judge(pulse, context.CurrentUtcDateTime))
            {
                case TrainingVerdict.Done:
                    return new(TrainingVerdict.Done, null);
                case TrainingVerdict.Cancel:
                    return new(TrainingVerdict.Cancel, null);
                case TrainingVerdict.Fail:
                    return new(TrainingVerdict.Fail, watch.Complaint(pulse));
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
        await context.CallActivityAsync(
            nameof(TrainingActivities.SubmitTraining), new Submission(watch.Key, submitted.Before + submitted.Attempt), Retrying);
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
