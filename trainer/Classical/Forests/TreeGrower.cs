using PhotoScore.Trainer.Data;

namespace PhotoScore.Trainer.Classical.Forests;

/// <summary>
/// Grows a classification tree until its leaves are pure (Breiman, Friedman, Olshen, Stone 1984): at each node the question of lowest Gini impurity
/// among randomly chosen features. One thread at a time.
/// </summary>
internal sealed class TreeGrower
{
    private readonly ForestData _data;
    private readonly SplitFinder _finder;
    private readonly int[] _features;

    public TreeGrower(ForestData data) =>
        (_data, _finder, _features) = (data, new SplitFinder(data), [.. Enumerable.Range(0, data.Columns)]);

    /// <param name="counts">How often each photo was drawn.</param>
    /// <param name="tries">How many features are tried at a node; more where all of those were constant.</param>
    /// <param name="random">Chooses them.</param>
    /// <returns>A tree whose leaves give the share of each class.</returns>
    public Tree Grow(IReadOnlyList<int> counts, int tries, CounterRandom random)
    {
        var tree = new Tree(_data.Classes);
        double[] weights = [.. counts.Select((count, row) => count * _data.ClassWeights[_data.Labels[row]])];
        int[] rows = [.. Enumerable.Range(0, _data.Rows).Where(row => counts[row] > 0)];
        // What chance chose for another tree must not decide what it chooses for this one.
        for (var i = 0; i < _features.Length; i++)
            _features[i] = i;

        var open = new Stack<(int Start, int End, int Parent, bool Below)>([(0, rows.Length, -1, false)]);
        while (open.TryPop(out var part))
        {
            var photos = rows.AsSpan(part.Start..part.End);
            var totals = Totals(photos, weights);
            var node = tree.Add(Shares(totals));
            if (part.Parent >= 0)
                tree.Link(part.Parent, part.Below, node);
            if (totals.Count(total => total > 0) < 2 || Choose(photos, weights, totals, tries, ref random) is not { } split)
                continue;

            tree.Ask(node, split.Feature, split.Threshold);
            var middle = part.Start + Part(photos, split);
            open.Push((middle, part.End, node, false));
            open.Push((part.Start, middle, node, true));
        }

        return tree;
    }

    private Split? Choose(ReadOnlySpan<int> photos, double[] weights, double[] totals, int tries, ref CounterRandom random)
    {
        Split? best = null;
        for (var tried = 0; tried < _features.Length && (tried < tries || best is null); tried++)
        {
            var drawn = tried + random.Below(_features.Length - tried);
            (_features[tried], _features[drawn]) = (_features[drawn], _features[tried]);
            if (_finder.Best(_features[tried], photos, weights, totals) is { } split && (best is null || split.Purity > best.Value.Purity))
                best = split;
        }

        return best;
    }

    private double[] Totals(ReadOnlySpan<int> photos, double[] weights)
    {
        var totals = new double[_data.Classes];
        foreach (var row in photos)
            totals[_data.Labels[row]] += weights[row];
        return totals;
    }

    private static float[] Shares(double[] totals)
    {
        var sum = totals.Sum();
        return Array.ConvertAll(totals, total => (float)(total / sum));
    }

    // Those below first; how many there are.
    private int Part(Span<int> photos, Split split)
    {
        var column = _data.Column(split.Feature);
        var below = 0;
        for (var i = 0; i < photos.Length; i++)
        {
            if (column[photos[i]] > split.Threshold)
                continue;
            (photos[below], photos[i]) = (photos[i], photos[below]);
            below++;
        }

        return below;
    }
}
