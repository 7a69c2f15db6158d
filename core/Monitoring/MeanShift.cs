namespace PhotoScore.Core.Monitoring;

/// <summary>How far a mean has moved, in standard deviations of what it moved from.</summary>
public static class MeanShift
{
    /// <summary>A medium effect (Cohen 1988, Statistical Power Analysis for the Behavioral Sciences).</summary>
    public const double Notice = 0.5;

    /// <summary>A large effect (same).</summary>
    public const double Warning = 0.8;

    /// <summary>The actual mean minus the expected one, in the expected standard deviation; null where that is 0, or one of them was never seen.</summary>
    public static double? Of(Moments actual, Moments expected) =>
        actual.Count == 0 || expected.Count == 0 || expected.Variance <= 0 ? null : (actual.Mean - expected.Mean) / expected.StandardDeviation();

    /// <summary>
    /// The root mean square of <see cref="Of(Moments, Moments)"/> over the dimensions, those left out that never vary: as Mahalanobis' distance for independent dimensions,
    /// divided by the root of their number, so that it does not grow with it.
    /// </summary>
    /// <returns>0 or more; null where no dimension varies, or the vectors have not the same length.</returns>
    public static double? Of(VectorMoments? actual, VectorMoments? expected)
    {
        if (actual is null || expected is null || actual.Mean.Count != expected.Mean.Count)
            return null;
        var shifts = Enumerable.Range(0, expected.Mean.Count).Select(d => Of(actual.Of(d), expected.Of(d))).OfType<double>().ToList();
        return shifts.Count == 0 ? null : Math.Sqrt(shifts.Sum(shift => shift * shift) / shifts.Count);
    }

    /// <summary>What photos that did not change at all give, typically: the standard error of a difference of two means.</summary>
    public static double ByChance(long actual, long expected) => Math.Sqrt((1.0 / actual) + (1.0 / expected));
}
