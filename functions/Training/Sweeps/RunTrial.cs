using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using PhotoScore.Core.Training.Sweeps;

namespace PhotoScore.Functions.Training.Sweeps;

/// <summary>Watches a trial on its way to one rung. One that fails does not end its sweep.</summary>
internal static class RunTrial
{
    [Function(nameof(RunTrial))]
    public static async Task<TrialEnd?> Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var watch = context.GetInput<TrainingWatch>()!;
        var trial = watch.Key.Trial!.Number;
        if (watch.Attempt == 0)
            await context.CallActivityAsync(nameof(SweepActivities.PrepareTrial), watch.Key, WatchedTraining.Retrying);
        return await WatchedTraining.RunAsync(context, watch) switch
        {
            null => null,
            { Verdict: TrainingVerdict.Done } => new(trial, await context.CallActivityAsync<TrialScore>(
                nameof(SweepActivities.ReadScore), watch.Key, WatchedTraining.Retrying)),
            { Verdict: TrainingVerdict.Cancel } => new(trial, Cancelled: true),
            var failed => new(trial, Complaint: failed.Complaint),
        };
    }
}
