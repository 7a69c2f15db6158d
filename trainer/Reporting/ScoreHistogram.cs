using PhotoScore.Core.Reporting;
using PhotoScore.Trainer.Evaluation;

namespace PhotoScore.Trainer.Reporting;

/// <summary>How probabilities are distributed over the photos of each class.</summary>
internal static class ScoreHistogram
{
    private const int Bins = 20;

    /// <summary>Classes that a chart tells apart by colour.</summary>
    private const int Colours = 8;

    /// <summary>Of the second class for two classes, otherwise of the answered one; a series a true class, one in all where there are more than colours.</summary>
    public static Histogram Of(Probabilities answers, double? threshold)
    {
        var counts = Enumerable.Range(0, answers.Classes <= Colours ? answers.Classes : 1).Select(_ => new int[Bins]).ToArray();
        var scores = Enumerable.Range(0, answers.Photos).Select(photo => (double)answers[photo][answers.Classes == 2 ? 1 : answers.Answer(photo, threshold)]).ToArray();
        foreach (var (photo, score) in scores.Index())
            counts[counts.Length == 1 ? 0 : answers.Labels[photo]][Math.Clamp((int)(score * Bins), 0, Bins - 1)]++;
        return new Histogram([.. Enumerable.Range(0, Bins + 1).Select(i => (double)i / Bins)], counts, Logarithmic: false, scores.Min(), scores.Max());
    }
}
