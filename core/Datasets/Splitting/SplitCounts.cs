using PhotoScore.Core.Datasets.Recipes;

namespace PhotoScore.Core.Datasets.Splitting;

/// <summary>How many photos of each class each split has, beside how many it should have.</summary>
internal sealed class SplitCounts
{
    private readonly double[][] _targets;
    private readonly int[][] _counts;

    public SplitCounts(SplitRecipe recipe, IReadOnlyList<SplitItem> items)
    {
        var classes = items.Count == 0 ? 0 : items.Max(item => item.Label) + 1;
        var totals = new int[classes];
        foreach (var item in items)
            totals[item.Label]++;
        double[] shares = [recipe.Train, recipe.Validation, recipe.Test];
        _targets = [.. shares.Select(share => totals.Select(total => share * total).ToArray())];
        _counts = [.. shares.Select(_ => new int[classes])];
    }

    /// <summary>Adds a group of photos with these labels to the fixed split, or to the one that it fits best.</summary>
    public Split Add(int[] labels, Split? fixedSplit)
    {
        (int Label, int Count)[] group = [.. labels.CountBy(label => label).OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value))];
        var split = fixedSplit ?? SplitNames.All.MinBy(split => Cost(split, group));
        foreach (var (label, count) in group)
            _counts[(int)split][label] += count;
        return split;
    }

    // How much the sum of (count - target)^2 / target grows.
    private double Cost(Split split, (int Label, int Count)[] group)
    {
        var cost = 0.0;
        foreach (var (label, count) in group)
        {
            var target = _targets[(int)split][label];
            if (target <= 0)
                return double.PositiveInfinity;
            cost += count * ((2 * (_counts[(int)split][label] - target)) + count) / target;
        }

        return cost;
    }
}
