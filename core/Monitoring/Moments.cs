namespace PhotoScore.Core.Monitoring;

/// <summary>How many numbers there were, their mean, and their population variance. Two of them merge as if the numbers had been seen in one pass.</summary>
/// <param name="Count">How many; the others are 0 without any.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Variance">Their mean squared distance from it.</param>
public readonly record struct Moments(long Count, double Mean, double Variance)
{
    /// <summary>The square root of the variance.</summary>
    public double StandardDeviation() => Math.Sqrt(Variance);

    /// <summary>Of the numbers of both (Chan, Golub and LeVeque 1979).</summary>
    public Moments Merge(Moments other)
    {
        if (Count == 0 || other.Count == 0)
            return Count == 0 ? other : this;
        var count = Count + other.Count;
        var share = (double)other.Count / count;
        var apart = other.Mean - Mean;
        return new(count, Mean + (apart * share), Variance + ((other.Variance - Variance) * share) + (apart * apart * share * (1 - share)));
    }

    /// <summary>Of numbers whose sums are known.</summary>
    /// <param name="count">How many.</param>
    /// <param name="sum">Their sum.</param>
    /// <param name="sumOfSquares">The sum of their squares.</param>
    public static Moments Of(long count, double sum, double sumOfSquares)
    {
        if (count == 0)
            return default;
        var mean = sum / count;
        // Rounding may bring the difference of two large numbers below nothing.
        return new(count, mean, Math.Max(0, (sumOfSquares / count) - (mean * mean)));
    }
}

/// <summary>The moments of vectors, one dimension beside the other.</summary>
/// <param name="Count">How many vectors.</param>
/// <param name="Mean">One number a dimension.</param>
/// <param name="Variance">One number a dimension.</param>
public sealed record VectorMoments(long Count, IReadOnlyList<double> Mean, IReadOnlyList<double> Variance)
{
    /// <summary>The moments of one dimension.</summary>
    public Moments Of(int dimension) => new(Count, Mean[dimension], Variance[dimension]);

    /// <summary>Of the vectors of both.</summary>
    /// <exception cref="InvalidDataException">They have not the same length.</exception>
    public VectorMoments Merge(VectorMoments other)
    {
        if (Count == 0 || other.Count == 0)
            return Count == 0 ? other : this;
        if (Mean.Count != other.Mean.Count)
            throw new InvalidDataException($"Vectors of {Mean.Count} and of {other.Mean.Count} numbers have no moments together.");
        var merged = Enumerable.Range(0, Mean.Count).Select(dimension => Of(dimension).Merge(other.Of(dimension))).ToList();
        return new(Count + other.Count, [.. merged.Select(moments => moments.Mean)], [.. merged.Select(moments => moments.Variance)]);
    }
}
