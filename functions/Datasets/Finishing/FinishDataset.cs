using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using PhotoScore.Core.Datasets;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Datasets.Finishing;

/// <summary>Sweeps, and last writes the manifest: from then on the version is complete.</summary>
internal sealed class FinishDataset(PhotoStorage storage, BuildSweep sweep, ILogger<FinishDataset> logger)
{
    private readonly DatasetStore _store = new(storage.Datasets);

    /// <summary>Finishes, unless an earlier attempt did; gives the number of photos.</summary>
    [Function(nameof(FinishDataset))]
    public async Task<int> RunAsync([ActivityTrigger] BuildId build, CancellationToken cancellation)
    {
        var manifest = await _store.ManifestAsync(build.Paths, cancellation);
        if (manifest is null)
        {
            manifest = (await storage.Datasets.TryReadJsonAsync<DatasetManifest>(build.Work.Manifest, cancellation))!;
            await sweep.RemoveOrphansAsync(build, cancellation);
            await _store.CompleteAsync(manifest, cancellation);
        }
        await sweep.RemoveWorkAsync(build, cancellation);

        var photos = manifest.Shards.Sum(shard => shard.Photos);
        Log.DatasetCompleted(logger, build.Dataset, build.Version, photos, manifest.Shards.Count);
        return photos;
    }
}
