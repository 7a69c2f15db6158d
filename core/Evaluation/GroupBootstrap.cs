using PhotoScore.Core.Models;

namespace PhotoScore.Core.Evaluation;

/// <summary>How far numbers could have fallen out otherwise, had other groups of photos been drawn.</summary>
internal static class GroupBootstrap
{
    /// <summary>How often photos are drawn again.</summary>
    public const int Resamples = 2000;

    /// <summary>Numbers of photos, each of which counts as often as its weight says; not a number where one has no meaning.</summary>
    public delegate double[] Measure(int[] weights);

    /// <summary>
    /// The numbers on the photos as they are, each with its percentile interval over resamples of whole groups. A resample in which a number has no meaning, such as an
    /// area without a photo of one class, is left out of that number's interval. The same seed gives the same intervals, on any number of cores.
    /// </summary>
    /// <param name="groupOf">The group of each photo, from 0.</param>
    /// <param name="groups">How many groups.</param>
    /// <param name="measure">Called on several threads.</param>
    /// <param name="seed">Where chance starts.</param>
    /// <returns>One estimate a number; null where the photos give none.</returns>
    public static Estimate?[] Of(int[] groupOf, int groups, Measure measure, int seed)
    {
        var once = new int[groupOf.Length];
        Array.Fill(once, 1);
        var values = measure(once);
        var resampled = new double[Resamples][];
        Parallel.For(0, Resamples, resample => resampled[resample] = measure(Draw(groupOf, groups, new ResampleRandom(seed, resample))));
        return [.. values.Select((value, number) => double.IsNaN(value) ? null : Interval(value, resampled, number))];
    }

    private static int[] Draw(int[] groupOf, int groups, ResampleRandom random)
    {
        var times = new int[groups];
        for (var i = 0; i < groups; i++)
            times[random.Below(groups)]++;
        var weights = new int[groupOf.Length];
        for (var i = 0; i < weights.Length; i++)
            weights[i] = times[groupOf[i]];
        return weights;
    }

    private static Estimate Interval(double value, double[][] resampled, int number)
    {
        double[] sorted = [.. resampled.Select(numbers => numbers[number]).Where(other => !double.IsNaN(other)).Order()];
        if (sorted.Length == 0)
            return new(value, value, value);
        var (low, high) = (sorted[(int)(0.025 * sorted.Length)], sorted[Math.Max(0, (int)Math.Ceiling(0.975 * sorted.Length) - 1)]);
        return new(value, Math.Min(low, value), Math.Max(high, value));
    }
}
