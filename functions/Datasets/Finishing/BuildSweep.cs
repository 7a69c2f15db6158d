using Azure.Storage.Blobs.Models;
using PhotoScore.Functions.Datasets.Chunks;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Datasets.Finishing;

/// <summary>Removes what crashed attempts and finished steps of a build left behind.</summary>
internal sealed class BuildSweep(PhotoStorage storage)
{
    /// <summary>Removes the tars that no committed chunk names.</summary>
    public async Task RemoveOrphansAsync(BuildId build, CancellationToken cancellation)
    {
        var tars = new List<string>();
        var named = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var chunk in storage.Datasets.ChunksAsync(build.Paths, cancellation))
        {
            if (chunk.IsTar)
                tars.Add(chunk.Name);
            else if (chunk.Marks?.Tar is { } tar)
                named.Add(tar);
        }
        foreach (var orphan in tars.Where(tar => !named.Contains(tar)))
            await storage.Datasets.GetBlobClient(orphan).DeleteIfExistsAsync(cancellationToken: cancellation);
    }

    /// <summary>Removes what only the steps of the build see.</summary>
    public async Task RemoveWorkAsync(BuildId build, CancellationToken cancellation)
    {
        await foreach (var blob in storage.Datasets.GetBlobsAsync(new GetBlobsOptions { Prefix = build.Work.Prefix }, cancellation))
            await storage.Datasets.GetBlobClient(blob.Name).DeleteIfExistsAsync(cancellationToken: cancellation);
    }
}
