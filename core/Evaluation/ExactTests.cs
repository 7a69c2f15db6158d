using PhotoScore.Core.Models;

namespace PhotoScore.Core.Evaluation;

/// <summary>Tests whose chances are summed, not approximated.</summary>
public static class ExactTests
{
    /// <summary>The level below which a result counts as significant, as in the study of social media popularity.</summary>
    public const double Level = 0.001;

    // Counts as improbable as the one seen are told from rounding by this much, as other statistics programs do.
    private const double Tolerance = 1 + 1e-7;

    /// <summary>The exact binomial test, two-sided: the summed chance of all counts that are no more probable than this one.</summary>
    /// <param name="right">How many were right.</param>
    /// <param name="photos">Of how many.</param>
    /// <param name="expected">The share that would be right by luck, 0 to 1.</param>
    public static BinomialTest Binomial(int right, int photos, double expected)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(right);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(right, photos);
        var pValue = PValue(right, photos, expected);
        return new(expected, right, photos, pValue, pValue < Level && right > expected * photos);
    }

    /// <summary>McNemar's exact test (1947), two-sided: of the photos that only one of two models got right, whether it was each half of the time.</summary>
    /// <param name="onlyFirst">Photos that only the first got right.</param>
    /// <param name="onlySecond">Photos that only the second got right.</param>
    public static double McNemar(int onlyFirst, int onlySecond) => PValue(onlyFirst, onlyFirst + onlySecond, 0.5);

    private static double PValue(int right, int photos, double expected)
    {
        if (expected <= 0 || expected >= 1)
            return right == expected * photos ? 1 : 0;
        var chances = LogChances(photos, expected);
        var seen = chances[right] + Math.Log(Tolerance);
        return Math.Min(1, chances.Where(chance => chance <= seen).Sum(Math.Exp));
    }

    private static double[] LogChances(int photos, double expected)
    {
        var (step, chances) = (Math.Log(expected) - Math.Log(1 - expected), new double[photos + 1]);
        chances[0] = photos * Math.Log(1 - expected);
        for (var k = 1; k <= photos; k++)
            chances[k] = chances[k - 1] + step + Math.Log((double)(photos - k + 1) / k);
        return chances;
    }
}
