using PhotoScore.Core.Datasets.Recipes;

namespace PhotoScore.Core.Datasets.Labelling;

/// <summary>Computes a photo's score from its metrics.</summary>
public static class Scores
{
    /// <summary>
    /// <c>metric + smoothing</c>, or <c>(numerator + smoothing) / (denominator + smoothing)</c>, and of that the logarithm if one is asked for.
    /// </summary>
    /// <returns>Null when a metric is missing or the result is no finite number, such as the logarithm of 0.</returns>
    public static double? Compute(ScoreRecipe recipe, IReadOnlyDictionary<string, double> metrics)
    {
        double raw;
        if (recipe.Ratio is [var above, var below])
        {
            if (!metrics.TryGetValue(above, out var numerator) || !metrics.TryGetValue(below, out var denominator))
                return null;
            raw = (numerator + recipe.Smoothing) / (denominator + recipe.Smoothing);
        }
        else
        {
            if (recipe.Metric is not { } name || !metrics.TryGetValue(name, out var value))
                return null;
            raw = value + recipe.Smoothing;
        }

        var score = recipe.Log is { } log ? Log(raw, log) : raw;
        return double.IsFinite(score) ? score : null;
    }

    // The two common bases have functions of their own that are exact on their powers; a quotient of logarithms is not.
    private static double Log(double value, double b) => b switch
    {
        2 => Math.Log2(value),
        10 => Math.Log10(value),
        _ => Math.Log(value) / Math.Log(b),
    };
}
