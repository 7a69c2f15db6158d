namespace PhotoScore.Core.Datasets.Labelling.Auditing;

/// <summary>
/// A decision tree of a few levels over a few columns of numbers: enough to find a file size or an exact width that gives a class away, too small to
/// learn photos by heart. Every class weighs the same, however many photos it has (weighted Gini impurity).
/// </summary>
internal sealed class SmallTree
{
    private const int Levels = 4;
    private const int LeastRows = 5;
    private const double LeastShare = 0.005;

    private readonly double[][] _columns;
    private readonly int[] _labels;
    private readonly double[] _weights;
    private readonly int _leastRows;
    private readonly Node _root;

    private SmallTree(double[][] columns, int[] labels, int[] rows, int classes)
    {
        (_columns, _labels) = (columns, labels);
        var totals = new int[classes];
        foreach (var row in rows)
            totals[labels[row]]++;
        _weights = [.. totals.Select(total => total == 0 ? 0 : 1.0 / total)];
        _leastRows = Math.Max(LeastRows, (int)(LeastShare * rows.Length));
        _root = Grow(rows, Levels, [.. columns.Select(_ => double.NegativeInfinity)], [.. columns.Select(_ => double.PositiveInfinity)]);
    }

    /// <summary>Learns from some rows.</summary>
    /// <param name="columns">Each with a number for every row.</param>
    /// <param name="labels">The class of every row.</param>
    /// <param name="rows">Those to learn from.</param>
    /// <param name="classes">How many classes there are.</param>
    public static SmallTree Fit(double[][] columns, int[] labels, int[] rows, int classes) => new(columns, labels, rows, classes);

    /// <summary>The leaves, from low values to high ones.</summary>
    public IEnumerable<Leaf> Leaves => LeavesOf(_root);

    /// <summary>The class that a row looks like.</summary>
    public int Predict(int row)
    {
        var node = _root;
        while (node is Fork fork)
            node = _columns[fork.Column][row] < fork.Threshold ? fork.Below : fork.AtLeast;
        return ((Leaf)node).Label;
    }

    private static IEnumerable<Leaf> LeavesOf(Node node) => node is Fork fork ? LeavesOf(fork.Below).Concat(LeavesOf(fork.AtLeast)) : [(Leaf)node];

    private Node Grow(int[] rows, int levels, double[] low, double[] high)
    {
        var best = levels == 0 ? default : _columns.Select((_, column) => Best(rows, column)).MaxBy(split => split.Gain);
        if (best.Gain <= 1e-9)
            return LeafOf(rows, low, high);

        var values = _columns[best.Column];
        double[] below = [.. high], above = [.. low];
        below[best.Column] = above[best.Column] = best.Threshold;
        return new Fork(
            best.Column,
            best.Threshold,
            Grow([.. rows.Where(row => values[row] < best.Threshold)], levels - 1, low, below),
            Grow([.. rows.Where(row => values[row] >= best.Threshold)], levels - 1, above, high));
    }

    private Leaf LeafOf(int[] rows, double[] low, double[] high)
    {
        var counts = new int[_weights.Length];
        foreach (var row in rows)
            counts[_labels[row]]++;
        var label = Enumerable.Range(0, counts.Length).MaxBy(c => counts[c] * _weights[c]);
        return new Leaf(label, counts[label], rows.Length, low, high);
    }

    // How much the sum over both sides of (sum over classes of weight squared) / weight grows; sums are carried along, so a split costs the same
    // however many classes there are.
    private (int Column, double Threshold, double Gain) Best(int[] rows, int column)
    {
        double[] values = [.. rows.Select(row => _columns[column][row])];
        int[] ordered = [.. rows];
        Array.Sort(values, ordered);
        double[] left = new double[_weights.Length], right = new double[_weights.Length];
        foreach (var row in rows)
            right[_labels[row]] += _weights[_labels[row]];
        double leftWeight = 0, rightWeight = right.Sum(), leftSquares = 0, rightSquares = right.Sum(weight => weight * weight);
        var (whole, best) = (rightSquares / rightWeight, (Column: column, Threshold: 0.0, Gain: 0.0));
        for (var i = 0; i < ordered.Length - _leastRows; i++)
        {
            var (label, weight) = (_labels[ordered[i]], _weights[_labels[ordered[i]]]);
            leftSquares += weight * (weight + (2 * left[label]));
            rightSquares += weight * (weight - (2 * right[label]));
            left[label] += weight;
            right[label] -= weight;
            (leftWeight, rightWeight) = (leftWeight + weight, rightWeight - weight);
            if (i + 1 < _leastRows || values[i] == values[i + 1])
                continue;
            var gain = (leftSquares / leftWeight) + (rightSquares / rightWeight) - whole;
            if (gain > best.Gain)
                best = (column, values[i] + ((values[i + 1] - values[i]) / 2), gain);
        }

        return best;
    }

    internal abstract record Node;

    private sealed record Fork(int Column, double Threshold, Node Below, Node AtLeast) : Node;

    /// <summary>Rows that look alike.</summary>
    /// <param name="Label">The class that they are taken for.</param>
    /// <param name="Hits">How many of them are of that class.</param>
    /// <param name="Rows">How many there are.</param>
    /// <param name="Low">For each column, the least value, or minus infinity.</param>
    /// <param name="High">For each column, what all values are below, or infinity.</param>
    internal sealed record Leaf(int Label, int Hits, int Rows, double[] Low, double[] High) : Node;
}
