using PhotoScore.Core.Evaluation;
using PhotoScore.Trainer.Evaluation;

namespace PhotoScore.Trainer.Diagnosis;

/// <summary>What a sample's probabilities tell beside its answers.</summary>
internal static class AnswerStatistics
{
    /// <summary>The largest standard deviation that a class's probability has over the photos.</summary>
    public static double Spread(Probabilities answers) =>
        Enumerable.Range(0, answers.Classes).Max(c => Deviation([.. Enumerable.Range(0, answers.Photos).Select(photo => (double)answers[photo][c])]));

    /// <summary>The mean over classes of the area under the ROC curve, one class against the rest; one half where no class has a rest.</summary>
    public static double Ranking(Probabilities answers)
    {
        var photos = answers.Answered(threshold: null);
        int[] once = [.. Enumerable.Repeat(1, photos.Count)];
        return Enumerable.Range(0, answers.Classes).Select(c => new Ranking(photos, c).Measure(once).RocAuc)
            .Where(double.IsFinite).DefaultIfEmpty(0.5).Average();
    }

    private static double Deviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }
}
