using PhotoScore.Core.Datasets.Recipes;

namespace PhotoScore.Core.Datasets.Labelling;

/// <summary>Computes a photo's score from its metrics.</summary>
public static class Scores
{
    private const string UploadedAt = "uploadedAt";
    private const double SecondsPerDay = 86_400;

    /// <summary>
    /// <c>metric + smoothing</c>, or <c>(numerator + smoothing) / (denominator + smoothing)</c>; divided by the days online if the recipe says so; and of
    /// that the logarithm if one is asked for. A photo that was online for less than a day counts one.
    /// </summary>
    /// <returns>Null when <see cref="WhyNone"/> has a reason.</returns>
    /// <exception cref="ArgumentException">The score needs a date that the recipe lacks; see <see cref="AgeCorrection.Settle"/>.</exception>
    public static double? Compute(ScoreRecipe recipe, IReadOnlyDictionary<string, double> metrics)
    {
        double raw;
        if (recipe.Ratio is [var above, var below])
        {
            if (!metrics.TryGetValue(above, out var numerator) || !metrics.TryGetValue(below, out var denominator) || numerator < 0 || denominator < 0)
                return null;
            raw = (numerator + recipe.Smoothing) / (denominator + recipe.Smoothing);
        }
        else
        {
            if (recipe.Metric is not { } name || !metrics.TryGetValue(name, out var value))
                return null;
            raw = value + recipe.Smoothing;
        }

        if (recipe.PerDayOnline)
        {
            var seconds = metrics.TryGetValue(UploadedAt, out var uploadedAt) ? SecondsOnline(recipe, uploadedAt) : double.NaN;
            if (!(seconds >= 0))
                return null;
            raw /= Math.Max(1, seconds / SecondsPerDay);
        }

        var score = recipe.Log is { } log ? Log(raw, log) : raw;
        return double.IsFinite(score) ? score : null;
    }

    /// <summary>Why <see cref="Compute"/> gives no score, in words, for a photo to which it gave none.</summary>
    public static string WhyNone(ScoreRecipe recipe, IReadOnlyDictionary<string, double> metrics)
    {
        string?[] needed = [.. recipe.Ratio ?? [recipe.Metric!], recipe.PerDayOnline ? UploadedAt : null];
        var missing = needed.OfType<string>().Where(name => !metrics.ContainsKey(name)).ToList();
        if (missing.Count > 0)
            return $"no metric {string.Join(", ", missing)}";
        if (needed.OfType<string>().FirstOrDefault(name => !double.IsFinite(metrics[name])) is { } notFinite)
            return $"metric {notFinite} is no finite number";
        if (recipe.Ratio?.FirstOrDefault(name => metrics[name] < 0) is { } negative)
            return FormattableString.Invariant($"metric {negative} is {metrics[negative]}, and a ratio takes no negative number");
        if (recipe.PerDayOnline && SecondsOnline(recipe, metrics[UploadedAt]) < 0)
            return FormattableString.Invariant($"it was uploaded after {recipe.AsOf:yyyy-MM-dd'T'HH:mm:ss'Z'}");
        return "the metrics give no finite number";
    }

    private static double SecondsOnline(ScoreRecipe recipe, double uploadedAt) => recipe.AsOf is { } asOf
        ? asOf.ToUnixTimeSeconds() - uploadedAt
        : throw new ArgumentException("A score per day online needs the date that it counts from; settle the recipe first.", nameof(recipe));

    // The two common bases have functions of their own that are exact on their powers; a quotient of logarithms is not.
    private static double Log(double value, double b) => b switch
    {
        2 => Math.Log2(value),
        10 => Math.Log10(value),
        _ => Math.Log(value) / Math.Log(b),
    };
}
