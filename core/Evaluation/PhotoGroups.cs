using PhotoScore.Core.Datasets.Assembling;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Datasets.Splitting;

namespace PhotoScore.Core.Evaluation;

/// <summary>Which photos belong together when a result is judged.</summary>
public static class PhotoGroups
{
    /// <summary>
    /// Groups as a split makes them: photos of one duplicate cluster or address, and of one author where the split keeps authors together, directly or through others.
    /// </summary>
    /// <returns>The group of each photo by its key.</returns>
    public static IReadOnlyDictionary<string, int> Of(IReadOnlyList<AssembledPhoto> photos, SplitGroup groupBy)
    {
        ArgumentNullException.ThrowIfNull(photos);
        SplitItem[] items = [.. photos.Select(photo => new SplitItem(photo.Key, photo.Label, photo.Cluster, photo.Candidate.Author, Url: photo.Candidate.Url))];
        var groups = new Dictionary<string, int>(items.Length, StringComparer.Ordinal);
        foreach (var (group, members) in SplitGroups.Of(items, groupBy == SplitGroup.Author).Index())
        {
            foreach (var member in members)
                groups[items[member].Key] = group;
        }

        return groups;
    }
}
