namespace PhotoScore.Core.Monitoring;

/// <summary>How far two histograms of the same bins are apart.</summary>
public static class PopulationStability
{
    /// <summary>From here on a difference is worth a look (Siddiqi 2006, Credit Risk Scorecards).</summary>
    public const double Notice = 0.1;

    /// <summary>From here on it is a shift that asks for something to be done (same).</summary>
    public const double Warning = 0.2;

    // The 95th percentile of the chi-squared distribution with 9 degrees of freedom, one fewer than there are bins.
    private const double ChiSquared95 = 16.919;

    /// <summary>
    /// The population stability index: the sum over bins of (a - e) ln(a / e), where a and e are the bin's shares of the actual and of the expected photos; the symmetric
    /// divergence of Jeffreys (1946). A bin without photos counts as half a photo, for its share could else not stand in a logarithm: what an empty bin says depends on how
    /// many photos could have fallen into it.
    /// </summary>
    /// <param name="actual">Photos a bin.</param>
    /// <param name="expected">Photos a bin, in as many bins.</param>
    /// <returns>0 or more; null where one of them has no photo.</returns>
    public static double? Index(IReadOnlyList<long> actual, IReadOnlyList<long> expected)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(actual.Count, expected.Count);
        var (n, m) = ((double)actual.Sum(), (double)expected.Sum());
        if (n == 0 || m == 0)
            return null;
        return actual.Zip(expected, (a, e) => (A: Share(a, n), E: Share(e, m))).Sum(bin => (bin.A - bin.E) * Math.Log(bin.A / bin.E));
    }

    /// <summary>
    /// What the index of photos that did not change at all exceeds once in twenty times: about chi-squared, times 1/n + 1/m (Yurdakul 2018, Statistical Properties of
    /// Population Stability Index).
    /// </summary>
    /// <param name="actual">How many photos, above 0.</param>
    /// <param name="expected">How many photos, above 0.</param>
    public static double ByChance(long actual, long expected) => ChiSquared95 * ((1.0 / actual) + (1.0 / expected));

    private static double Share(long count, double total) => Math.Max(count, 0.5) / total;
}
