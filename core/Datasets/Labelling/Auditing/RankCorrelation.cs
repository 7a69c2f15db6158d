namespace PhotoScore.Core.Datasets.Labelling.Auditing;

/// <summary>Spearman's rank correlation; equal values share the mean of their ranks.</summary>
public static class RankCorrelation
{
    /// <summary>-1 to 1; null when all values of one side are equal, or there are fewer than two.</summary>
    public static double? Of(double[] a, double[] b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var (x, y) = (Ranks(a), Ranks(b));
        var mean = (a.Length - 1) / 2.0;
        double xy = 0, xx = 0, yy = 0;
        for (var i = 0; i < x.Length; i++)
        {
            xy += (x[i] - mean) * (y[i] - mean);
            xx += (x[i] - mean) * (x[i] - mean);
            yy += (y[i] - mean) * (y[i] - mean);
        }

        return xx > 0 && yy > 0 ? xy / Math.Sqrt(xx * yy) : null;
    }

    private static double[] Ranks(double[] values)
    {
        var (sorted, order, ranks) = (values.ToArray(), Enumerable.Range(0, values.Length).ToArray(), new double[values.Length]);
        Array.Sort(sorted, order);
        for (int first = 0, end; first < sorted.Length; first = end)
        {
            end = first + 1;
            while (end < sorted.Length && sorted[end] == sorted[first]) end++;
            for (var i = first; i < end; i++)
                ranks[order[i]] = (first + end - 1) / 2.0;
        }

        return ranks;
    }
}
