using PhotoScore.Core.Datasets.Recipes;

namespace PhotoScore.Core.Datasets.Labelling;

/// <summary>The classes of scores.</summary>
/// <param name="Labels">The class of each score, 0 the lowest.</param>
/// <param name="Thresholds">Rising; one less than there are classes.</param>
/// <param name="TiedAtCuts">For each threshold, how many scores might as well have fallen on its other side.</param>
/// <param name="Distances">How far each score is from the nearest place where classes part: in scores, or in ranks when classes have equal sizes.</param>
internal sealed record ScoreClasses(int[] Labels, double[] Thresholds, int[] TiedAtCuts, double[] Distances)
{
    // The order among equal scores must not follow keys themselves: they begin with the number of the source.
    private const string Purpose = "ties";

    /// <summary>Equal scores stay together.</summary>
    public static ScoreClasses ByThresholds(double[] scores, Cut cut)
    {
        var thresholds = Cuts.Thresholds(cut, scores);
        var sorted = scores.ToArray();
        Array.Sort(sorted);
        int[] labels = [.. scores.Select(score => Cuts.ClassOf(score, thresholds))];
        return new ScoreClasses(
            labels,
            thresholds,
            [.. cut.Kind == CutKind.Quantiles ? Straddling(sorted, cut.Quantiles) : thresholds.Select(threshold => RunOf(sorted, threshold).Length)],
            [.. labels.Zip(scores, (label, score) => Math.Min(
                label > 0 ? score - thresholds[label - 1] : double.PositiveInfinity,
                label < thresholds.Length ? thresholds[label] - score : double.PositiveInfinity))]);
    }

    /// <summary>Class sizes differ by one at most: among equal scores where classes part, the hash of the keys decides.</summary>
    /// <param name="scores">The scores.</param>
    /// <param name="classes">How many classes.</param>
    /// <param name="keyOf">The key of the photo with the score at that position.</param>
    public static ScoreClasses OfEqualSize(double[] scores, int classes, Func<int, string> keyOf)
    {
        var (sorted, order) = (scores.ToArray(), Enumerable.Range(0, scores.Length).ToArray());
        Array.Sort(sorted, order);
        foreach (var (first, length) in Enumerable.Range(1, classes - 1).Select(k => Boundary(sorted, k, classes))
            .Where(at => at < sorted.Length).Select(at => RunOf(sorted, sorted[at])).Distinct())
        {
            int[] run = [.. order.AsSpan(first, length).ToArray()
                .OrderBy(position => SeededOrder.Rank(Purpose, 0, keyOf(position))).ThenBy(keyOf, StringComparer.Ordinal)];
            run.CopyTo(order, first);
        }

        var (labels, distances) = (new int[scores.Length], new double[scores.Length]);
        for (var label = 0; label < classes; label++)
        {
            var (first, end) = (Boundary(sorted, label, classes), Boundary(sorted, label + 1, classes));
            for (var rank = first; rank < end; rank++)
            {
                labels[order[rank]] = label;
                // Ranks count from the boundary on both of its sides, so that as many are near below it as above it.
                distances[order[rank]] = Math.Min(
                    label > 0 ? rank - first : double.PositiveInfinity, label < classes - 1 ? end - 1 - rank : double.PositiveInfinity);
            }
        }

        double[] thresholds = [.. Enumerable.Range(1, classes - 1).Select(k => sorted.Length == 0 ? 0 : sorted[Boundary(sorted, k, classes)])];
        return new ScoreClasses(labels, thresholds, [.. Straddling(sorted, classes)], distances);
    }

    // How many equal scores lie on both sides of each boundary.
    private static IEnumerable<int> Straddling(double[] sorted, int classes)
    {
        for (var k = 1; k < classes; k++)
        {
            var at = Boundary(sorted, k, classes);
            yield return at > 0 && at < sorted.Length && sorted[at - 1] == sorted[at] ? RunOf(sorted, sorted[at]).Length : 0;
        }
    }

    private static int Boundary(double[] sorted, int k, int classes) => (int)((long)k * sorted.Length / classes);

    private static (int First, int Length) RunOf(double[] sorted, double score)
    {
        var first = FirstAtLeast(sorted, score);
        return (first, FirstAtLeast(sorted, Math.BitIncrement(score)) - first);
    }

    private static int FirstAtLeast(double[] sorted, double score)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle] < score ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
