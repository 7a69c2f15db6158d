using Microsoft.DurableTask.Client;
using PhotoScore.Core.Storage;
using PhotoScore.Core.Training;
using PhotoScore.Core.Training.Sweeps;
using PhotoScore.Functions.Models;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Training.Sweeps;

/// <summary>Puts a sweep's table together from what its trainers wrote.</summary>
internal sealed class SweepViews(PhotoStorage storage, ModelCatalog models)
{
    private const int ReadsAtOnce = 8;

    public async Task<SweepView> OfAsync(SweepKey sweep, AcceptedSweep accepted, DurableTaskClient client, CancellationToken cancellation)
    {
        var paths = sweep.Paths();
        var instance = await client.GetInstanceAsync(sweep.InstanceId, getInputsAndOutputs: true, cancellation);
        var outcome = instance?.RuntimeStatus == OrchestrationRuntimeStatus.Completed ? instance.ReadOutputAs<SweepOutcome>() : null;
        var cancelled = await storage.Models.GetBlobClient(paths.Cancel).ExistsAsync(cancellation);
        var winner = await ReadAsync<SweepWinner>(paths.Winner, cancellation);
        var state = StateOf(instance, outcome, cancelled, winner);
        return new()
        {
            Model = sweep.Model,
            Sweep = sweep.Sweep,
            Status = state,
            Accepted = accepted,
            Trials = await TrialsAsync(paths, accepted, winner, state, cancellation),
            Winner = winner is null ? null : new(
                winner.Trial, winner.Version, (await models.ManifestAsync(sweep.Model, winner.Version, cancellation))?.Test.BalancedAccuracy, outcome?.Promotion),
            // The real host may leave the details out and put the text into the output.
            Error = state == TrainingState.Failed ? instance?.FailureDetails?.ErrorMessage ?? instance?.SerializedOutput : null,
        };
    }

    private static TrainingState StateOf(OrchestrationMetadata? instance, SweepOutcome? outcome, bool cancelled, SweepWinner? winner) =>
        instance?.RuntimeStatus switch
        {
            _ when outcome is { Cancelled: false } => TrainingState.Completed,
            OrchestrationRuntimeStatus.Failed => TrainingState.Failed,
            OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Terminated => TrainingState.Cancelled,
            _ when cancelled => TrainingState.Cancelled,
            null or OrchestrationRuntimeStatus.Pending => winner is null ? TrainingState.Queued : TrainingState.Running,
            _ => TrainingState.Running,
        };

    private async Task<IReadOnlyList<TrialRow>> TrialsAsync(
        SweepPaths paths, AcceptedSweep accepted, SweepWinner? winner, TrainingState sweep, CancellationToken cancellation)
    {
        var rungs = await RungsAsync(paths, cancellation);
        var survivors = await Task.WhenAll(accepted.Rungs.Select(async rung => (await ReadAsync<RungHalving>(paths.Halving(rung.Index), cancellation))?.Survivors));
        var rows = new TrialRow[rungs.Count];
        await Parallel.ForEachAsync(
            rungs.Index(),
            new ParallelOptions { MaxDegreeOfParallelism = ReadsAtOnce, CancellationToken = cancellation },
            async (trial, stop) => rows[trial.Index] = await RowAsync(trial.Item.Key, trial.Item.Value, stop));
        return
        [
            .. rows.OrderByDescending(row => row.Rung ?? -1).ThenByDescending(row => row.Validation?.BalancedAccuracy ?? double.NegativeInfinity)
                .ThenBy(row => row.Validation?.Loss).ThenBy(row => row.Trial),
        ];

        async Task<TrialRow> RowAsync(int trial, int? rung, CancellationToken stop)
        {
            var status = await ReadAsync<TrainingStatus>(paths.Trial(trial).Status, stop);
            var result = rung is null ? null : await ReadAsync<RungResult>(paths.Rung(trial, rung.Value), stop);
            var stopped = rung is { } reached && survivors[reached] is { } best && !best.Contains(trial);
            var state = TrialStateOf(status, trial == winner?.Trial, stopped, rung, sweep);
            return new()
            {
                Trial = trial,
                Status = state,
                Configuration = TrialDraw.Configuration(accepted.Spaces, accepted.Request.Seed, trial),
                Rung = rung,
                Epoch = result is not null && state != TrialState.Running ? result.Epochs : status?.Epoch ?? 0,
                Epochs = status?.Epochs ?? 0,
                PhotosPerSecond = status?.PhotosPerSecond ?? 0,
                SecondsLeft = state == TrialState.Running ? status?.SecondsLeft : null,
                BestEpoch = result?.BestEpoch,
                Parameters = result?.Parameters,
                Validation = result?.Validation,
                Error = state == TrialState.Failed ? status?.Error ?? "Its trainer was lost; see the trainer's own log." : null,
            };
        }
    }

    private static TrialState TrialStateOf(TrainingStatus? status, bool won, bool stopped, int? rung, TrainingState sweep) => status?.Stage switch
    {
        _ when won => TrialState.Won,
        _ when stopped => TrialState.Stopped,
        TrainingStage.Failed => TrialState.Failed,
        TrainingStage.Cancelled => TrialState.Cancelled,
        TrainingStage.Measured => sweep is TrainingState.Queued or TrainingState.Running ? TrialState.Waiting : TrialState.Stopped,
        _ when sweep == TrainingState.Cancelled => TrialState.Cancelled,
        // The orchestration is over, and this one was never heard of again.
        _ when sweep is TrainingState.Completed or TrainingState.Failed => rung is null ? TrialState.Failed : TrialState.Stopped,
        null or TrainingStage.Queued => TrialState.Queued,
        _ => TrialState.Running,
    };

    /// <summary>The trials that were begun, each with the highest rung on which it was measured.</summary>
    private async Task<SortedDictionary<int, int?>> RungsAsync(SweepPaths paths, CancellationToken cancellation)
    {
        var rungs = new SortedDictionary<int, int?>();
        await foreach (var blob in storage.Models.GetBlobsAsync(new() { Prefix = paths.Trials }, cancellation))
        {
            if (blob.Name[paths.Trials.Length..].Split('/') is not [var folder, var file] || !int.TryParse(folder, out var trial))
                continue;
            rungs.TryAdd(trial, null);
            if (file.StartsWith("rung-", StringComparison.Ordinal) && int.TryParse(Path.GetFileNameWithoutExtension(file)["rung-".Length..], out var rung))
                rungs[trial] = Math.Max(rungs[trial] ?? rung, rung);
        }
        return rungs;
    }

    private async Task<T?> ReadAsync<T>(string name, CancellationToken cancellation) where T : class =>
        (await storage.Models.ReadJsonAsync<T>(name, cancellation))?.Value;
}
