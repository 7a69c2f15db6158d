using PhotoScore.Core.Datasets.Recipes;

namespace PhotoScore.Core.Datasets.Labelling;

/// <summary>Divides scores into classes. A score equal to a threshold belongs to the class above it; nothing depends on the scores' order.</summary>
public static class Cuts
{
    /// <summary>
    /// The thresholds, rising: one less than there are classes.
    /// <list type="bullet">
    /// <item><c>mean</c>: the arithmetic mean.</item>
    /// <item><c>median</c>: the middle score, or the mean of the two in the middle.</item>
    /// <item><c>quantiles:N</c>: the smallest score of each upper class, where class sizes differ by one at most. Equal scores never part: a boundary
    /// inside a run of them moves to the nearer end of the run (the lower end when both are as near), so classes may become unequal, and
    /// with fewer than N distinct scores some stay empty.</item>
    /// <item>a list: the list.</item>
    /// </list>
    /// Without scores, the thresholds of the first three are 0.
    /// </summary>
    public static double[] Thresholds(Cut cut, ReadOnlySpan<double> scores)
    {
        if (cut.Kind == CutKind.Thresholds)
            return [.. cut.Thresholds];
        if (scores.IsEmpty)
            return new double[cut.Classes - 1];

        var sorted = scores.ToArray();
        Array.Sort(sorted);
        return cut.Kind switch
        {
            CutKind.Mean => [Mean(sorted)],
            CutKind.Median => [MedianOfSorted(sorted)],
            CutKind.Quantiles => Quantiles(sorted, cut.Quantiles),
            _ => throw new ArgumentOutOfRangeException(nameof(cut), cut.Kind, "Not a kind of cut."),
        };
    }

    /// <summary>How many thresholds the score reaches: its class.</summary>
    public static int ClassOf(double score, ReadOnlySpan<double> thresholds)
    {
        var reached = 0;
        foreach (var threshold in thresholds)
        {
            if (score >= threshold)
                reached++;
        }

        return reached;
    }

    /// <summary>The middle value, or the mean of the two in the middle.</summary>
    public static double Median(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return MedianOfSorted(sorted);
    }

    private static double MedianOfSorted(double[] sorted)
    {
        var middle = sorted.Length / 2;
        // Halved before they are added, so that two huge scores do not overflow; exact otherwise, but for subnormal numbers.
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] / 2) + (sorted[middle] / 2);
    }

    // Sorted and compensated (Neumaier), so that the threshold is the same whatever order the photos came in; clamped, because rounding
    // may carry the mean of equal scores past them.
    private static double Mean(double[] sorted)
    {
        double sum = 0, lost = 0;
        foreach (var score in sorted)
        {
            var next = sum + score;
            lost += Math.Abs(sum) >= Math.Abs(score) ? sum - next + score : score - next + sum;
            sum = next;
        }

        return Math.Clamp((sum + lost) / sorted.Length, sorted[0], sorted[^1]);
    }

    private static double[] Quantiles(double[] sorted, int classes)
    {
        var thresholds = new double[classes - 1];
        for (var k = 1; k < classes; k++)
        {
            var start = (int)((long)k * sorted.Length / classes);
            thresholds[k - 1] = sorted[NearestEndOfRun(sorted, start)];
        }

        return thresholds;
    }

    private static int NearestEndOfRun(double[] sorted, int position)
    {
        var score = sorted[position];
        int first = position, end = position;
        while (first > 0 && sorted[first - 1] == score) first--;
        while (end < sorted.Length && sorted[end] == score) end++;
        // A boundary at either end of all scores would leave a class empty though the scores differ.
        if (first == 0 && end < sorted.Length) return end;
        if (end == sorted.Length) return first;
        return position - first <= end - position ? first : end;
    }
}
