using PhotoScore.Core.Datasets;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Storage;
using PhotoScore.Functions.Training;

namespace PhotoScore.Functions.Datasets;

/// <summary>Finds the dataset version that a request means.</summary>
internal static class CompleteVersions
{
    /// <summary>The version that is named, or the newest that is complete; null, and a fault, when there is none such.</summary>
    public static async Task<DatasetManifest?> CompleteVersionAsync(
        this DatasetStore datasets, DatasetName dataset, VersionId? version, RequestFaults faults, CancellationToken cancellation)
    {
        var versions = await datasets.VersionsAsync(dataset, cancellation);
        if (versions.Count == 0)
        {
            faults.Add("dataset", $"There is no dataset '{dataset}': build it with POST /api/datasets/{dataset}/builds.");
            return null;
        }
        var chosen = version is { } wanted
            ? versions.FirstOrDefault(state => state.Version == wanted)
            : versions.LastOrDefault(state => state.Complete);
        if (chosen is { Complete: true } && await datasets.ManifestAsync(new DatasetPaths(dataset, chosen.Version), cancellation) is { } manifest)
            return manifest;

        if (version is null)
            faults.Add("dataset", $"No version of {dataset} is complete yet: see GET /api/datasets/{dataset}.");
        else if (chosen is null)
            faults.Add("version", $"{dataset} has no version {version}; there are {string.Join(", ", versions.Select(state => state.Version))}.");
        else
            faults.Add("version", $"{dataset} {version} is not complete: see GET /api/datasets/{dataset}/builds/{version}.");
        return null;
    }
}
