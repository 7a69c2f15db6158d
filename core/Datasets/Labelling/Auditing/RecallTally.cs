namespace PhotoScore.Core.Datasets.Labelling.Auditing;

/// <summary>How many photos of each class were predicted rightly.</summary>
internal sealed class RecallTally(int classes)
{
    private readonly double[] _right = new double[classes];
    private readonly int[] _rows = new int[classes];

    public bool IsEmpty => _rows.Sum() == 0;

    /// <summary>Counts a photo.</summary>
    /// <param name="label">Its class.</param>
    /// <param name="credit">1 when predicted rightly, 0 when not; what guessing is worth when there was nothing to predict from.</param>
    public void Add(int label, double credit)
    {
        _right[label] += credit;
        _rows[label]++;
    }

    /// <summary>The mean share predicted rightly, over the classes that occur; NaN when none does.</summary>
    public double BalancedAccuracy => Present().Select(c => _right[c] / _rows[c]).DefaultIfEmpty(double.NaN).Average();

    /// <summary>
    /// What the balanced accuracy is at least, with 99.5% confidence: from adjusted shares (two successes and two failures more), which stay honest for a
    /// handful of photos that were all predicted rightly.
    /// </summary>
    public double AtLeast()
    {
        (double Share, double Variance)[] adjusted = [.. Present().Select(c => (_right[c] + 2) / (_rows[c] + 4.0)).Zip(Present(), (share, c) => (share, share * (1 - share) / (_rows[c] + 4.0)))];
        return adjusted.Length == 0 ? 0 : adjusted.Average(c => c.Share) - (2.576 * Math.Sqrt(adjusted.Sum(c => c.Variance)) / adjusted.Length);
    }

    private IEnumerable<int> Present() => Enumerable.Range(0, _rows.Length).Where(c => _rows[c] > 0);
}
