namespace PhotoScore.Core.Datasets.Splitting;

/// <summary>Finds the photos that must stay together.</summary>
internal static class SplitGroups
{
    /// <summary>Groups of positions, connected by equal clusters and, if asked, by equal authors.</summary>
    public static IReadOnlyList<List<int>> Of(IReadOnlyList<SplitItem> items, bool byAuthor)
    {
        var parents = Enumerable.Range(0, items.Count).ToArray();
        Unite(parents, items, item => item.Cluster);
        if (byAuthor) Unite(parents, items, item => item.Author);

        var groups = new Dictionary<int, List<int>>();
        for (var i = 0; i < parents.Length; i++)
        {
            var root = Root(parents, i);
            if (!groups.TryGetValue(root, out var members)) groups[root] = members = [];
            members.Add(i);
        }

        return [.. groups.Values];
    }

    private static void Unite(int[] parents, IReadOnlyList<SplitItem> items, Func<SplitItem, string?> name)
    {
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < items.Count; i++)
        {
            if (name(items[i]) is { } text && !first.TryAdd(text, i))
                parents[Root(parents, i)] = Root(parents, first[text]);
        }
    }

    private static int Root(int[] parents, int i)
    {
        while (parents[i] != i)
            i = parents[i] = parents[parents[i]];
        return i;
    }
}
