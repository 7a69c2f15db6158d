using PhotoScore.Core.Datasets.Labelling;

namespace PhotoScore.Core.Datasets.Assembling;

/// <summary>The clusters that labels are decided over.</summary>
internal static class LabelledClusters
{
    /// <summary>Each cluster's photos that have a label, in their order, where there are at least two.</summary>
    public static IEnumerable<int[]> Of(IReadOnlyList<int> clusters, LabelledPhotos labelled) =>
        Members(clusters, i => labelled.Decisions[i].Outcome is null);

    /// <summary>Each cluster's photos among those wanted, in their order, where there are at least two. Lone photos, which are nearly all, cost no group.</summary>
    public static IEnumerable<int[]> Members(IReadOnlyList<int> clusters, Func<int, bool> wanted)
    {
        var sizes = new int[clusters.Count];
        foreach (var cluster in clusters)
            sizes[cluster]++;
        return Enumerable.Range(0, clusters.Count)
            .Where(i => sizes[clusters[i]] > 1 && wanted(i))
            .GroupBy(i => clusters[i])
            .Select(group => group.ToArray())
            .Where(members => members.Length > 1);
    }
}
