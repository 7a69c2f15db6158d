using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Storage;
using PhotoScore.Core.Training;
using PhotoScore.Core.Training.Sweeps;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Training.Sweeps;

/// <summary>The steps of <see cref="SweepModel"/> and <see cref="RunTrial"/>; each may run twice.</summary>
internal sealed class SweepActivities(PhotoStorage storage, TrainingStarter starter, TrainingWaker waker)
{
    private const string Checkpoints = "/checkpoints/";

    /// <summary>Writes down what a trial is, as the training that it is.</summary>
    [Function(nameof(PrepareTrial))]
    public async Task PrepareTrial([ActivityTrigger] TrainingKey trial, CancellationToken cancellation)
    {
        var sweep = await AcceptedAsync(new(trial.Model, trial.Version), cancellation);
        var faults = new RequestFaults();
        var request = TrainingRequestReader.Read(sweep.Training(trial.Trial!.Number), faults) ?? throw new InvalidOperationException(
            $"Trial {trial.Trial.Number} can't be trained: {string.Join(" ", faults.ByPath().Select(fault => $"{fault.Key}: {string.Join(" ", fault.Value)}"))}");
        var accepted = new AcceptedTraining
        {
            AcceptedAt = sweep.AcceptedAt,
            DatasetVersion = sweep.DatasetVersion,
            Request = request,
            Origin = SweepInstances.Id(trial.Model, trial.Version),
        };
        await storage.Models.CreateJsonAsync(trial.Paths().Request, accepted, cancellation);
    }

    [Function(nameof(ReadScore))]
    public async Task<TrialScore> ReadScore([ActivityTrigger] TrainingKey trial, CancellationToken cancellation)
    {
        var name = new SweepPaths(trial.Model, trial.Version).Rung(trial.Trial!.Number, trial.Trial.Rung);
        var result = (await storage.Models.ReadJsonAsync<RungResult>(name, cancellation))?.Value
            ?? throw new InvalidOperationException($"{name} is gone: the sweep was deleted.");
        return new(trial.Trial.Number, result.Validation.BalancedAccuracy, result.Validation.Loss, result.Finished);
    }

    /// <summary>Notes who goes on, and frees what the others would have gone on from.</summary>
    [Function(nameof(KeepTrials))]
    public async Task KeepTrials([ActivityTrigger] TrialsToKeep keep, CancellationToken cancellation)
    {
        var paths = keep.Sweep.Paths();
        if (keep.Survivors.Count > 0)
            await storage.Models.CreateJsonAsync(paths.Halving(keep.Rung), new RungHalving(keep.Survivors), cancellation);
        var kept = keep.Survivors.Select(trial => paths.Trial(trial).Prefix).ToHashSet();
        await foreach (var blob in storage.Models.GetBlobsAsync(new() { Prefix = paths.Trials }, cancellation))
        {
            var at = blob.Name.IndexOf(Checkpoints, StringComparison.Ordinal);
            if (at >= 0 && !kept.Contains(blob.Name[..(at + 1)]))
                await storage.Models.GetBlobClient(blob.Name).DeleteIfExistsAsync(cancellationToken: cancellation);
        }
    }

    /// <summary>Starts the training of the winner's version, which goes on from where the trial stands; null when the sweep was cancelled.</summary>
    [Function(nameof(StartWinner))]
    public async Task<SweepWinner?> StartWinner(
        [ActivityTrigger] TrialToPublish winner, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var (paths, trial) = (winner.Sweep.Paths(), winner.Sweep.Paths().Trial(winner.Trial));
        if (await storage.Models.GetBlobClient(paths.Cancel).ExistsAsync(cancellation))
            return null;

        var sweep = await AcceptedAsync(winner.Sweep, cancellation);
        var accepted = (await storage.Models.ReadJsonAsync<AcceptedTraining>(trial.Request, cancellation))!.Value;
        var checkpoint = (await storage.Models.ReadJsonAsync<TrainingStatus>(trial.Status, cancellation))?.Value.Checkpoint;
        var faults = new RequestFaults();
        var training = await starter.StartAsync(
            winner.Sweep.Model, accepted.Request with { Promote = sweep.Request.Promote }, RequestOrigin.Of(winner.Sweep.InstanceId), client, faults, cancellation,
            checkpoint is null ? null : trial.Checkpoint(checkpoint));
        if (training is null)
            throw new InvalidOperationException(string.Join(" ", faults.ByPath().SelectMany(fault => fault.Value)));

        var chosen = new SweepWinner(winner.Trial, training.Version);
        await storage.Models.CreateJsonAsync(paths.Winner, chosen, cancellation);
        return chosen;
    }

    /// <summary>How the winner's training ended; null while it goes on. A cancelled sweep cancels it.</summary>
    [Function(nameof(ReadWinner))]
    public async Task<WinnerEnd?> ReadWinner(
        [ActivityTrigger] WinnerToRead winner, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var training = new TrainingKey(winner.Sweep.Model, winner.Winner.Version);
        var instance = await client.GetInstanceAsync(training.InstanceId, getInputsAndOutputs: true, cancellation);
        if (instance is { IsCompleted: true })
        {
            var view = TrainingView.Of(training, (await TrainingAsync(training, cancellation))!, null, cancelled: false, instance);
            return new(view.Status, view.Promotion, view.Error);
        }
        var cancel = storage.Models.GetBlobClient(training.Paths().Cancel);
        if (await storage.Models.GetBlobClient(winner.Sweep.Paths().Cancel).ExistsAsync(cancellation) && !await cancel.ExistsAsync(cancellation))
        {
            await cancel.UploadAsync(BinaryData.Empty, overwrite: true, cancellation);
            await waker.WakeAsync(client, training.InstanceId, hint: null, cancellation);
        }
        return null;
    }

    private async Task<AcceptedTraining?> TrainingAsync(TrainingKey training, CancellationToken cancellation) =>
        (await storage.Models.ReadJsonAsync<AcceptedTraining>(training.Paths().Request, cancellation))?.Value;

    private async Task<AcceptedSweep> AcceptedAsync(SweepKey sweep, CancellationToken cancellation) =>
        (await storage.Models.ReadJsonAsync<AcceptedSweep>(sweep.Paths().Request, cancellation))?.Value
        ?? throw new InvalidOperationException($"{sweep.Paths().Request} is gone: the sweep was deleted.");
}
