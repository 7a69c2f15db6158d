using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Splitting;
using PhotoScore.Core.Storage;

namespace PhotoScore.Trainer.Data;

/// <summary>Which photos know something of each other, so that one of them must not be learned from where another is measured.</summary>
internal static class PhotoGroups
{
    /// <summary>The number of each photo's group, by key: photos that share a duplicate cluster, an address or an author, directly or through others.</summary>
    public static async Task<IReadOnlyDictionary<string, int>> ReadAsync(DatasetStore store, DatasetPaths paths, CancellationToken cancellation)
    {
        var items = new List<SplitItem>();
        await foreach (var (photo, _, _, _) in store.PhotosAsync(paths, cancellation))
            items.Add(new SplitItem(photo.Key, photo.Label, photo.Cluster, photo.Candidate.Author, Url: photo.Candidate.Url));

        var groups = new Dictionary<string, int>(items.Count);
        foreach (var (number, members) in SplitGroups.Of(items, byAuthor: true).Index())
        {
            foreach (var member in members)
                groups.Add(items[member].Key, number);
        }

        return groups;
    }
}
