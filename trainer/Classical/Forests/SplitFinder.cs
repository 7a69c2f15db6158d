namespace PhotoScore.Trainer.Classical.Forests;

/// <summary>Finds the best question about one feature; one thread at a time.</summary>
internal sealed class SplitFinder(ForestData data)
{
    private readonly float[] _values = new float[data.Rows];
    private readonly int[] _rows = new int[data.Rows];
    private readonly double[] _below = new double[data.Classes];
    private readonly double[] _above = new double[data.Classes];

    /// <param name="feature">Which feature.</param>
    /// <param name="rows">The photos to part.</param>
    /// <param name="weights">What each photo of the data counts.</param>
    /// <param name="totals">The photos' weight by class.</param>
    /// <returns>Null where the feature is the same for all.</returns>
    public Split? Best(int feature, ReadOnlySpan<int> rows, double[] weights, double[] totals)
    {
        var column = data.Column(feature);
        var values = _values.AsSpan(0, rows.Length);
        var sorted = _rows.AsSpan(0, rows.Length);
        for (var i = 0; i < rows.Length; i++)
            values[i] = column[rows[i]];
        rows.CopyTo(sorted);
        values.Sort(sorted);
        if (values[0] == values[^1])
            return null;

        Array.Clear(_below);
        totals.CopyTo(_above, 0);
        Split? best = null;
        for (var i = 0; i + 1 < rows.Length; i++)
        {
            var label = data.Labels[sorted[i]];
            _below[label] += weights[sorted[i]];
            _above[label] -= weights[sorted[i]];
            if (values[i] == values[i + 1])
                continue;
            var purity = Purity(_below) + Purity(_above);
            if (best is null || purity > best.Value.Purity)
                best = new Split(feature, Between(values[i], values[i + 1]), purity);
        }

        return best;
    }

    // Halfway, but a float that still parts the two: their mean may round to the upper one.
    private static float Between(float low, float high)
    {
        var middle = (float)(((double)low + high) / 2);
        return middle < high ? middle : low;
    }

    private static double Purity(double[] weights)
    {
        var (squares, sum) = (0.0, 0.0);
        foreach (var weight in weights)
        {
            squares += weight * weight;
            sum += weight;
        }

        return squares / sum;
    }
}
