using Azure.Storage.Blobs.Models;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Storage;
using PhotoScore.Core.Training.Sweeps;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Training.Sweeps;

/// <summary>Which sweeps there are.</summary>
internal sealed class SweepCatalog(PhotoStorage storage)
{
    /// <summary>Every sweep of a model, oldest first.</summary>
    public async Task<IReadOnlyList<VersionId>> SweepsAsync(ModelName model, CancellationToken cancellation)
    {
        var sweeps = new List<VersionId>();
        var prefix = SweepPaths.All(model);
        await foreach (var item in storage.Models.GetBlobsByHierarchyAsync(new GetBlobsByHierarchyOptions { Delimiter = "/", Prefix = prefix }, cancellation))
        {
            if (item.IsPrefix && VersionId.TryParse(item.Prefix[prefix.Length..].TrimEnd('/'), out var sweep))
                sweeps.Add(sweep);
        }
        sweeps.Sort();
        return sweeps;
    }

    /// <summary>What was asked for; null when there is no such sweep.</summary>
    public async Task<AcceptedSweep?> AcceptedAsync(SweepKey sweep, CancellationToken cancellation) =>
        (await storage.Models.ReadJsonAsync<AcceptedSweep>(sweep.Paths().Request, cancellation))?.Value;
}
