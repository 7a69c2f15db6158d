using Microsoft.DurableTask.Client;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Storage;
using PhotoScore.Core.Training;
using PhotoScore.Functions.Datasets;
using PhotoScore.Functions.Models;
using PhotoScore.Functions.Orchestrations;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Training;

/// <summary>Accepts trainings and starts their orchestrations, which may happen in different lives of the process.</summary>
internal sealed class TrainingStarter(PhotoStorage storage, ModelCatalog catalog, TrainingLimits limits, TimeProvider time)
{
    private readonly DatasetStore _datasets = new(storage.Datasets);

    /// <summary>Accepts a training and starts it.</summary>
    /// <param name="model">The model that gets a version.</param>
    /// <param name="request">A request without faults of its own.</param>
    /// <param name="origin">Who asks: a second call in the same name finds the first one's version. Null for a person.</param>
    /// <param name="client">Starts the orchestration.</param>
    /// <param name="faults">Told when the dataset can't be trained on, or the weights are not there.</param>
    /// <param name="cancellation">Stops before the version is allocated, or after.</param>
    /// <param name="checkpoint">A checkpoint of an equal training to go on from; null for none.</param>
    /// <returns>The training; null when it has faults.</returns>
    public async Task<TrainingKey?> StartAsync(
        ModelName model, TrainingRequest request, RequestOrigin? origin, DurableTaskClient client, RequestFaults faults, CancellationToken cancellation,
        string? checkpoint = null)
    {
        var dataset = await DatasetAsync(request.Dataset, request.Version, LeastClasses(request.Architecture), faults, cancellation);
        if (!await HasWeightsAsync(request.Init, "init", faults, cancellation) | !CanDivide(request.Threshold, dataset, faults) || dataset is null || faults.Any)
            return null;

        var accepted = new AcceptedTraining
        {
            AcceptedAt = time.GetUtcNow(),
            DatasetVersion = dataset.Version,
            Request = request,
            Checkpoint = checkpoint,
            Origin = origin?.ToString(),
        };
        var training = new TrainingKey(model, await AllocateAsync(model, accepted, origin, cancellation));
        await EnsureInstanceAsync(training, client, cancellation);
        return training;
    }

    /// <summary>Starts the orchestration unless it was ever started: one that ended is not run again.</summary>
    /// <returns>Whether it was started now.</returns>
    public async Task<bool> EnsureInstanceAsync(TrainingKey training, DurableTaskClient client, CancellationToken cancellation) =>
        await client.GetInstanceAsync(training.InstanceId, cancellation) is null &&
        await client.TryStartAsync(nameof(TrainModel), new TrainingWatch { Key = training, Limits = limits }, training.InstanceId, cancellation);

    /// <summary>The complete dataset version that a request means; null, and a fault, when there is none that can be learned from.</summary>
    public async Task<DatasetManifest?> DatasetAsync(
        DatasetName dataset, VersionId? version, int leastClasses, RequestFaults faults, CancellationToken cancellation)
    {
        var manifest = await _datasets.CompleteVersionAsync(dataset, version, faults, cancellation);
        return manifest is not null && CanTrain(manifest, leastClasses, version is null ? "dataset" : "version", faults) ? manifest : null;
    }

    /// <summary>Whether the blob of weights that a request names is there; a URL is the trainer's to try.</summary>
    public async Task<bool> HasWeightsAsync(WeightsSource? weights, string path, RequestFaults faults, CancellationToken cancellation)
    {
        if (weights?.Blob is not { } blob || await storage.Sources.GetBlobClient(blob).ExistsAsync(cancellation))
            return true;
        faults.Add($"{path}.blob", $"Container {storage.Sources.Name} has no blob '{blob}': upload the weights there first.");
        return false;
    }

    private static bool CanDivide(ThresholdRequest? threshold, DatasetManifest? dataset, RequestFaults faults)
    {
        if (threshold is null || dataset is not { Classes.Count: > 2 })
            return true;
        faults.Add("threshold", $"{dataset.Dataset} {dataset.Version} has {dataset.Classes.Count} classes, and a threshold divides two: leave it out, the most probable class is answered.");
        return false;
    }

    private static bool CanTrain(DatasetManifest manifest, int leastClasses, string path, RequestFaults faults)
    {
        var missing = Enum.GetValues<Split>().Where(split => !manifest.Shards.Any(shard => shard.Split == split && shard.Photos > 0)).ToList();
        foreach (var split in missing)
            faults.Add(path, $"{manifest.Dataset} {manifest.Version} has no {split.ToString().ToLowerInvariant()} photos; build it from more.");
        if (manifest.Classes.Count < leastClasses)
            faults.Add(path, $"{manifest.Dataset} {manifest.Version} has {manifest.Classes.Count} class; a classifier needs two or more. To tell one class from everything else, choose the architecture {ClassifierWords.OneClassArchitecture}.");
        return missing.Count == 0 && manifest.Classes.Count >= leastClasses;
    }

    private static int LeastClasses(string architecture) => architecture == ClassifierWords.OneClassArchitecture ? 1 : 2;

    private async Task<VersionId> AllocateAsync(ModelName model, AcceptedTraining accepted, RequestOrigin? origin, CancellationToken cancellation)
    {
        var versions = await catalog.VersionsAsync(model, cancellation);
        foreach (var earlier in origin is null ? [] : versions.Reverse())
        {
            if (await IsOfAsync(model, earlier, origin!, cancellation))
                return earlier;
        }

        var version = versions.Count == 0 ? VersionId.First : versions[^1].Next;
        while (!await storage.Models.CreateJsonAsync(new ModelPaths(model, version).Request, accepted, cancellation))
        {
            // A twin of this very request may have been quicker.
            if (origin is not null && await IsOfAsync(model, version, origin, cancellation))
                return version;
            version = version.Next;
        }
        return version;
    }

    private async Task<bool> IsOfAsync(ModelName model, VersionId version, RequestOrigin origin, CancellationToken cancellation)
    {
        var accepted = await storage.Models.ReadJsonAsync<AcceptedTraining>(new ModelPaths(model, version).Request, cancellation);
        return origin.Matches(accepted?.Value.Origin);
    }
}
