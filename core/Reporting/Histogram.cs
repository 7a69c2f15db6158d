namespace PhotoScore.Core.Reporting;

/// <summary>How often values fall between edges, by class.</summary>
/// <param name="Edges">Rising, one more than there are bins. A bin holds its lower edge; the last one holds both.</param>
/// <param name="Counts">For each series the counts of its bins. A series a class; a single one when there are more classes than colours.</param>
/// <param name="Logarithmic">Whether edges have equal ratios rather than equal differences.</param>
/// <param name="Smallest">The smallest value.</param>
/// <param name="Largest">The largest value.</param>
public sealed record Histogram(
    IReadOnlyList<double> Edges, IReadOnlyList<IReadOnlyList<int>> Counts, bool Logarithmic, double Smallest, double Largest);

/// <summary>Counts values into bins of a range that is known before.</summary>
internal sealed class HistogramCounter
{
    private readonly double[] _edges;
    private readonly int[][] _counts;
    private readonly Extent _range;
    private readonly bool _logarithmic;

    private HistogramCounter(Extent range, double[] edges, int series, bool logarithmic)
    {
        _range = range;
        _edges = edges;
        _logarithmic = logarithmic;
        _counts = [.. Enumerable.Range(0, series).Select(_ => new int[edges.Length - 1])];
    }

    /// <summary>Bins of equal width whose edges are round numbers.</summary>
    public static HistogramCounter Linear(Extent range, int bins, int series) => new(range, RoundEdges(range, bins), series, logarithmic: false);

    /// <summary>Bins of equal ratio, a whole number of them an octave; linear ones where a value is not positive.</summary>
    public static HistogramCounter Octaves(Extent range, int bins, int series)
    {
        if (range.Smallest <= 0)
            return Linear(range, bins, series);
        var octaves = Math.Log2(range.Largest / range.Smallest);
        var fineness = Math.Pow(2, Math.Floor(Math.Log2(bins / Math.Max(octaves, 1))));
        var first = (int)Math.Floor(Math.Log2(range.Smallest) * fineness);
        var last = Math.Max((int)Math.Ceiling(Math.Log2(range.Largest) * fineness), first + 1);
        return new(range, [.. Enumerable.Range(first, last - first + 1).Select(i => Math.Pow(2, i / fineness))], series, logarithmic: true);
    }

    public void Add(int series, double value) => _counts[series < _counts.Length ? series : 0][Bin(value)]++;

    public Histogram Build() => new(_edges, _counts, _logarithmic, _range.Smallest, _range.Largest);

    private int Bin(double value)
    {
        var found = Array.BinarySearch(_edges, value);
        return Math.Clamp(found >= 0 ? found : ~found - 1, 0, _edges.Length - 2);
    }

    private static double[] RoundEdges(Extent range, int bins)
    {
        var width = range.Largest - range.Smallest;
        var step = RoundStep(width > 0 && double.IsFinite(width) ? width / bins : Math.Max(Math.Abs(range.Smallest) / bins, 1.0 / bins));
        var first = Math.Floor(range.Smallest / step);
        var count = (int)Math.Clamp(Math.Floor(range.Largest / step) - first + 1, 1, 4 * bins);
        return [.. Enumerable.Range(0, count + 1).Select(i => (first + i) * step)];
    }

    /// <summary>The smallest of 1, 2, 2.5 or 5 times a power of ten that is not below the step.</summary>
    public static double RoundStep(double step)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        foreach (var round in (double[])[1, 2, 2.5, 5])
        {
            if (round * power >= step * (1 - 1e-9))
                return round * power;
        }
        return 10 * power;
    }
}

/// <summary>The smallest and the largest of some values.</summary>
internal readonly record struct Extent(double Smallest, double Largest)
{
    public static Extent Empty { get; } = new(double.PositiveInfinity, double.NegativeInfinity);

    public bool IsEmpty => Smallest > Largest;

    public Extent With(double value) => new(Math.Min(Smallest, value), Math.Max(Largest, value));
}
