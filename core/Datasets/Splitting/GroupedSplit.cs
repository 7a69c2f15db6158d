using PhotoScore.Core.Datasets.Recipes;

namespace PhotoScore.Core.Datasets.Splitting;

/// <summary>A photo to be put into a split.</summary>
/// <param name="Key">Its candidate's key.</param>
/// <param name="Label">Its class.</param>
/// <param name="Cluster">Its duplicate cluster.</param>
/// <param name="Author">Who made it, if known.</param>
/// <param name="Earlier">The split that an earlier version of the dataset gave it, its cluster or its author.</param>
/// <param name="Url">Where it was fetched: two photos of one address stay together even if it gave other bytes each time.</param>
public sealed record SplitItem(string Key, int Label, string Cluster, string? Author, Split? Earlier = null, string? Url = null);

/// <summary>Divides photos into train, validation and test.</summary>
public static class GroupedSplit
{
    /// <summary>
    /// Photos that share a cluster or an address (or, if the recipe says so, an author), directly or through others, form a group, and a group goes into
    /// one split. Groups with a photo that has an earlier split keep it; if those disagree, train wins over validation, and
    /// validation over test, so that no photo is tested on that a model has learned from. All others are taken in an order that only the seed
    /// and the groups' smallest keys decide; each goes where the class counts then come nearest to their targets (least
    /// sum of squared differences over the target, as in a chi-squared test).
    /// </summary>
    /// <returns>The split of each item, in the order given; the order decides nothing.</returns>
    public static Split[] Assign(SplitRecipe recipe, IReadOnlyList<SplitItem> items)
    {
        var groups = SplitGroups.Of(items, recipe.GroupBy == SplitGroup.Author);
        var counts = new SplitCounts(recipe, items);
        var ordered = groups.Select(members => (
                Members: members,
                Earlier: members.Min(i => items[i].Earlier),
                First: members.Select(i => items[i].Key).Min(StringComparer.Ordinal)!))
            .OrderBy(group => group.Earlier is null)
            .ThenBy(group => SeededOrder.Rank("split", recipe.Seed, group.First))
            .ThenBy(group => group.First, StringComparer.Ordinal);

        var splits = new Split[items.Count];
        foreach (var group in ordered)
        {
            var split = counts.Add([.. group.Members.Select(i => items[i].Label)], group.Earlier);
            foreach (var i in group.Members)
                splits[i] = split;
        }

        return splits;
    }
}
