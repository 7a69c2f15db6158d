using PhotoScore.Core.Models;

namespace PhotoScore.Trainer.Evaluation;

/// <summary>Turns answers into the metrics of <c>model.json</c>.</summary>
internal static class SplitEvaluation
{
    /// <param name="answers">The published file's answers.</param>
    /// <param name="threshold">Where the second of two classes is answered.</param>
    /// <param name="trainLabels">Decide the majority class of the baseline.</param>
    /// <param name="seed">Where the bootstrap starts.</param>
    public static EvaluationMetrics Of(Probabilities answers, double? threshold, IReadOnlyList<int> trainLabels, int seed)
    {
        var counts = answers.Count(threshold);
        var majority = trainLabels.CountBy(label => label).MaxBy(c => (c.Value, -c.Key)).Key;
        return new EvaluationMetrics
        {
            Photos = answers.Photos,
            Loss = counts.Metrics.Loss,
            Accuracy = counts.Accuracy,
            BalancedAccuracy = counts.BalancedAccuracy,
            BalancedAccuracyInterval = Bootstrap.BalancedAccuracyInterval(counts.Matrix, seed),
            RocAuc = RocCurve.Area(answers),
            MajorityBaseline = (double)answers.Labels.Count(label => label == majority) / answers.Photos,
            ConfusionMatrix = counts.Matrix,
        };
    }
}
