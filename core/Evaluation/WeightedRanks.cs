namespace PhotoScore.Core.Evaluation;

/// <summary>The ranks of values that each count as often as a weight says; equal values share the mean of their ranks.</summary>
internal sealed class WeightedRanks
{
    private readonly int[] _order;
    private readonly double[] _sorted;

    public WeightedRanks(IEnumerable<double> values)
    {
        _sorted = [.. values];
        _order = [.. Enumerable.Range(0, _sorted.Length)];
        Array.Sort(_sorted, _order);
    }

    /// <summary>The rank of each value, from 0, as if it stood there as often as its weight; of one that counts nothing it is of no use.</summary>
    public double[] Of(int[] weights)
    {
        var ranks = new double[_order.Length];
        long before = 0;
        for (int first = 0, end; first < _order.Length; first = end)
        {
            long equal = 0;
            for (end = first; end < _order.Length && _sorted[end] == _sorted[first]; end++)
                equal += weights[_order[end]];
            for (var i = first; i < end; i++)
                ranks[_order[i]] = before + ((equal - 1) / 2.0);
            before += equal;
        }

        return ranks;
    }

    /// <summary>Spearman's correlation of two values of the same photos, -1 to 1; not a number where all of one side are equal.</summary>
    public static double Correlation(WeightedRanks a, WeightedRanks b, int[] weights)
    {
        var (x, y, mean) = (a.Of(weights), b.Of(weights), (weights.Sum(weight => (long)weight) - 1) / 2.0);
        double xy = 0, xx = 0, yy = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            var (dx, dy) = (x[i] - mean, y[i] - mean);
            xy += weights[i] * dx * dy;
            xx += weights[i] * dx * dx;
            yy += weights[i] * dy * dy;
        }

        return xx > 0 && yy > 0 ? xy / Math.Sqrt(xx * yy) : double.NaN;
    }
}
