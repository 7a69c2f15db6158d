using PhotoScore.Core.Deduplication;

namespace PhotoScore.Core.Datasets.Splitting;

/// <summary>Finds the photos that must stay together.</summary>
public static class SplitGroups
{
    /// <summary>Groups of positions, connected by equal clusters, equal addresses and, if asked, by equal authors.</summary>
    public static IReadOnlyList<int[]> Of(IReadOnlyList<SplitItem> items, bool byAuthor)
    {
        var sets = new DisjointSets(items.Count);
        Unite(sets, items, item => item.Cluster);
        Unite(sets, items, item => item.Url);
        if (byAuthor) Unite(sets, items, item => item.Author);
        return [.. sets.Roots().Index().GroupBy(pair => pair.Item, pair => pair.Index).Select(group => group.ToArray())];
    }

    private static void Unite(DisjointSets sets, IReadOnlyList<SplitItem> items, Func<SplitItem, string?> name)
    {
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < items.Count; i++)
        {
            if (name(items[i]) is { } text && !first.TryAdd(text, i))
                sets.Unite(i, first[text]);
        }
    }
}
