using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.DurableTask.Client;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Json;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Training;
using PhotoScore.Core.Training.Sweeps;
using PhotoScore.Functions.Orchestrations;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Training.Sweeps;

/// <summary>Accepts sweeps and starts their orchestrations, which may happen in different lives of the process.</summary>
internal sealed class SweepStarter(
    PhotoStorage storage, SweepCatalog catalog, TrainingStarter trainings, TrainingLimits limits, SweepOptions options, TimeProvider time)
{
    // Enough for each space to be met a few times, and for two halvings.
    private const int DrawsPerSpace = 3;
    private const int LeastDefault = 9;
    private const int MostDefault = 27;

    /// <returns>The sweep; null when it has faults, which are then told.</returns>
    public async Task<SweepKey?> StartAsync(
        ModelName model, SweepRequest request, RequestOrigin? origin, DurableTaskClient client, RequestFaults faults, CancellationToken cancellation)
    {
        if (await AcceptAsync(request, faults, cancellation) is not { } accepted)
            return null;
        accepted = accepted with { Origin = origin?.ToString() };
        var sweeps = await catalog.SweepsAsync(model, cancellation);
        foreach (var earlier in origin is null ? [] : sweeps.Reverse())
        {
            if (origin!.Matches((await catalog.AcceptedAsync(new(model, earlier), cancellation))?.Origin))
                return new SweepKey(model, earlier);
        }
        var sweep = new SweepKey(model, sweeps.Count == 0 ? VersionId.First : sweeps[^1].Next);
        while (!await storage.Models.CreateJsonAsync(sweep.Paths().Request, accepted, cancellation))
        {
            // A twin of this very request may have been quicker.
            if (origin is not null && origin.Matches((await catalog.AcceptedAsync(sweep, cancellation))?.Origin))
                return sweep;
            sweep = sweep with { Sweep = sweep.Sweep.Next };
        }
        await EnsureInstanceAsync(sweep, accepted, client, cancellation);
        return sweep;
    }

    /// <summary>Starts the orchestration unless it was ever started.</summary>
    /// <returns>Whether it was started now.</returns>
    public async Task<bool> EnsureInstanceAsync(SweepKey sweep, AcceptedSweep accepted, DurableTaskClient client, CancellationToken cancellation)
    {
        var run = new SweepRun
        {
            Key = sweep,
            Limits = limits,
            Rungs = accepted.Rungs,
            Parallel = accepted.Request.Parallel ?? options.Parallel,
            Hours = accepted.Request.Hours,
        };
        return await client.GetInstanceAsync(sweep.InstanceId, cancellation) is null
            && await client.TryStartAsync(nameof(SweepModel), run, sweep.InstanceId, cancellation);
    }

    private async Task<AcceptedSweep?> AcceptAsync(SweepRequest request, RequestFaults faults, CancellationToken cancellation)
    {
        var dataset = await trainings.DatasetAsync(request.Dataset, request.Version, leastClasses: 2, faults, cancellation);
        foreach (var (name, weights) in request.Weights ?? new Dictionary<string, WeightsSource>())
        {
            if (!WeightsFaults.Find(weights).Any())
                await trainings.HasWeightsAsync(weights, $"weights.{name}", faults, cancellation);
        }
        // A space can be looked at also where there is no dataset: all faults are named at once.
        var photos = dataset?.Shards.Where(shard => shard.Split == Split.Train).Sum(shard => shard.Photos) ?? 0;
        var ground = new SweepGround(photos, request.Device == TrainingDevice.Cuda || (request.Device == TrainingDevice.Auto && options.PoolHasGpu));
        var spaces = SweepSpaces.Resolve(request, ground, faults);
        if (spaces.Count == 0)
            return null;

        var trials = request.Trainings
            ?? (request.Hours is null ? Math.Clamp(DrawsPerSpace * spaces.Count, LeastDefault, MostDefault) : SweepRequestReader.MostTrainings);
        var accepted = new AcceptedSweep
        {
            AcceptedAt = time.GetUtcNow(),
            DatasetVersion = dataset?.Version ?? VersionId.First,
            Request = request,
            Spaces = spaces,
            Rungs = HalvingSchedule.Of(Math.Clamp(trials, 1, SweepRequestReader.MostTrainings)),
        };
        SweepTrials.Check(accepted, faults);
        foreach (var weights in spaces.Select(space => space["init"]).OfType<JsonObject>())
        {
            if (!faults.Any && JsonSerializer.Deserialize<WeightsSource>(weights, StoredJson.Compact) is { } source)
                await trainings.HasWeightsAsync(source, "space.init", faults, cancellation);
        }
        return faults.Any ? null : accepted;
    }
}
