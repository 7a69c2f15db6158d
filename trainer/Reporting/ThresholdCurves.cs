using PhotoScore.Core.Models.Reporting;
using PhotoScore.Trainer.Evaluation;

namespace PhotoScore.Trainer.Reporting;

/// <summary>ROC and precision over recall: one pass over the photos from the most to the least probable, ties taken at once.</summary>
internal static class ThresholdCurves
{
    /// <summary>Points of a curve at most: more are finer than a screen.</summary>
    private const int MostPoints = 200;

    /// <summary>Of the second class for two; otherwise of each class, up to <paramref name="mostClasses"/>. Classes without photos, or without others, have none.</summary>
    public static IReadOnlyList<ClassCurves> Of(Probabilities answers, int mostClasses = 24) =>
        [.. Enumerable.Range(answers.Classes == 2 ? 1 : 0, answers.Classes == 2 ? 1 : Math.Min(answers.Classes, mostClasses)).Select(label => OfClass(answers, label)).OfType<ClassCurves>()];

    private static ClassCurves? OfClass(Probabilities answers, int label)
    {
        var sorted = Enumerable.Range(0, answers.Photos)
            .Select(photo => (Score: answers[photo][label], Positive: answers.Labels[photo] == label))
            .OrderByDescending(photo => photo.Score).ToArray();
        int positives = sorted.Count(photo => photo.Positive), negatives = sorted.Length - positives;
        if (positives == 0 || negatives == 0)
            return null;

        List<CurvePoint> roc = [new(0, 0)], precisionRecall = [];
        int right = 0, wrong = 0;
        double area = 0, average = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            if (sorted[i].Positive)
                right++;
            else
                wrong++;
            if (i + 1 < sorted.Length && sorted[i + 1].Score == sorted[i].Score)
                continue;
            var (x, y, precision) = ((double)wrong / negatives, (double)right / positives, (double)right / (right + wrong));
            area += (x - roc[^1].X) * (y + roc[^1].Y) / 2;
            average += (y - roc[^1].Y) * precision;
            roc.Add(new(x, y));
            precisionRecall.Add(new(y, precision));
        }

        return new ClassCurves(label, positives, sorted.Length, Thin(roc), Thin(precisionRecall), area, average);
    }

    private static CurvePoint[] Thin(List<CurvePoint> points)
    {
        var step = Math.Max(1, (points.Count + MostPoints - 1) / MostPoints);
        return [.. points.Where((_, i) => i % step == 0 || i == points.Count - 1)];
    }
}
