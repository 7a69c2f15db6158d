using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using PhotoScore.Core.Training.Sweeps;
using PhotoScore.Functions.Datasets.Orchestration;

namespace PhotoScore.Functions.Training.Sweeps;

/// <summary>
/// Successive halving: brings all trials to the lowest rung, keeps the best third, brings those to the next one, and so on. The best on the
/// highest rung becomes a version of the model, which alone meets the test split.
/// </summary>
internal static class SweepModel
{
    // Keeps the history of one generation short while the winner's version is waited for.
    private const int LooksPerGeneration = 100;

    [Function(nameof(SweepModel))]
    public static async Task<SweepOutcome?> Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var sweep = context.GetInput<SweepRun>()!;
        if (sweep.Winner is null)
        {
            if (await SearchAsync(context, sweep) is not { } best
                || await context.CallActivityAsync<SweepWinner?>(
                    nameof(SweepActivities.StartWinner), new TrialToPublish(sweep.Key, best.Trial), WatchedTraining.Retrying) is not { } winner)
            {
                return new(Cancelled: true);
            }
            sweep = sweep with { Winner = winner };
        }
        return await WaitForWinnerAsync(context, sweep);
    }

    /// <summary>The best trial; null when the sweep was cancelled.</summary>
    private static async Task<TrialScore?> SearchAsync(TaskOrchestrationContext context, SweepRun sweep)
    {
        var began = context.CurrentUtcDateTime;
        IReadOnlyList<TrialScore> field = [.. Enumerable.Range(0, sweep.Rungs[0].Trials).Select(trial => new TrialScore(trial, double.NaN, double.NaN, false))];
        IReadOnlyList<TrialScore> standby = [];
        foreach (var rung in sweep.Rungs)
        {
            // Every rung costs about the same, and so gets the same time.
            DateTime? last = sweep.Hours is { } hours ? began + TimeSpan.FromHours(hours * (rung.Index + 1) / sweep.Rungs.Count) : null;
            var ends = await ClimbAsync(context, sweep, rung, field, last);
            if (ends.Any(end => end.Cancelled))
                return null;

            var ranked = TrialScore.Ranked(ends.Select(end => end.Score).OfType<TrialScore>());
            // Where all that went on have failed, the best of those that did not go on stands in.
            if (ranked.Count == 0)
                ranked = [.. standby.Where(score => ends.All(end => end.Trial != score.Trial)).Take(1)];
            if (ranked.Count == 0)
                throw new SweepFailedException($"None of {ends.Count} trials could be measured. The first of them: {ends[0].Complaint}");

            var isLast = rung.Index == sweep.Rungs.Count - 1;
            (standby, field) = (ranked, [.. ranked.Take(isLast ? 1 : HalvingSchedule.Survivors(ends.Count))]);
            await context.CallActivityAsync(
                nameof(SweepActivities.KeepTrials), new TrialsToKeep(sweep.Key, rung.Index, [.. field.Select(score => score.Trial)]), WatchedTraining.Retrying);
        }
        return field[0];
    }

    /// <summary>Brings trials to a rung, a bounded number at a time; at least one, and none that would begin after <paramref name="last"/>.</summary>
    private static async Task<IReadOnlyList<TrialEnd>> ClimbAsync(
        TaskOrchestrationContext context, SweepRun sweep, Rung rung, IReadOnlyList<TrialScore> field, DateTime? last)
    {
        var ends = new List<TrialEnd>();
        await Window.RunAsync(InTime(), sweep.Parallel, async score => ends.Add(score.Finished ? new(score.Trial, score) : await RunAsync(score.Trial)));
        return ends;

        // Asked for the next one only when there is room for it.
        IEnumerable<TrialScore> InTime() => field.TakeWhile((_, i) => i == 0 || (!ends.Any(end => end.Cancelled) && !(context.CurrentUtcDateTime > last)));

        Task<TrialEnd> RunAsync(int trial)
        {
            var key = new TrainingKey(sweep.Key.Model, sweep.Key.Sweep, new SweepTrial(trial, rung.Index, rung.Share));
            // Attempts rise from rung to rung, so that a late word of a lower one is known as such.
            var watch = new TrainingWatch { Key = key, Limits = sweep.Limits, Before = rung.Index * (sweep.Limits.Resubmissions + 1) };
            return context.CallSubOrchestratorAsync<TrialEnd>(nameof(RunTrial), watch, new SubOrchestrationOptions(instanceId: key.InstanceId));
        }
    }

    private static async Task<SweepOutcome?> WaitForWinnerAsync(TaskOrchestrationContext context, SweepRun sweep)
    {
        for (var look = 0; look < LooksPerGeneration; look++)
        {
            var end = await context.CallActivityAsync<WinnerEnd?>(
                nameof(SweepActivities.ReadWinner), new WinnerToRead(sweep.Key, sweep.Winner!), WatchedTraining.Retrying);
            if (end is not null)
            {
                await context.CallActivityAsync(
                    nameof(SweepActivities.KeepTrials), new TrialsToKeep(sweep.Key, sweep.Rungs.Count, []), WatchedTraining.Retrying);
                return end.State switch
                {
                    TrainingState.Completed => new(false, sweep.Winner, end.Promotion),
                    TrainingState.Cancelled => new(true, sweep.Winner),
                    _ => throw new SweepFailedException($"The training of the winner, {sweep.Winner!.Version}, failed: {end.Error}"),
                };
            }
            await context.CreateTimer(sweep.Limits.PollInterval, CancellationToken.None);
        }

        context.ContinueAsNew(sweep);
        return null;
    }
}
