using PhotoScore.Core.Evaluation;
using PhotoScore.Core.Models;

namespace PhotoScore.Trainer.Evaluation;

/// <summary>Turns answers into the metrics of <c>model.json</c>.</summary>
internal static class SplitEvaluation
{
    /// <param name="answers">The published file's answers.</param>
    /// <param name="threshold">Where the second of two classes is answered.</param>
    /// <param name="trainLabels">Decide the majority class of the baseline.</param>
    /// <param name="seed">Where the bootstrap starts.</param>
    /// <param name="groups">Which photos belong together; each stands alone when null.</param>
    public static EvaluationMetrics Of(
        Probabilities answers, double? threshold, IReadOnlyList<int> trainLabels, int seed, IReadOnlyList<int>? groups = null)
    {
        var photos = answers.Answered(threshold, groups);
        var majority = trainLabels.CountBy(label => label).MaxBy(c => (c.Value, -c.Key)).Key;
        var estimates = MetricEstimates.Of(photos, seed);
        var right = estimates.ConfusionMatrix.Index().Sum(row => row.Item[row.Index]);
        var majorityBaseline = (double)answers.Labels.Count(label => label == majority) / answers.Photos;
        return new EvaluationMetrics
        {
            Photos = answers.Photos,
            Groups = estimates.Groups,
            Loss = estimates.LogLoss.Value,
            Accuracy = estimates.Accuracy.Value,
            AccuracyInterval = [estimates.Accuracy.Low, estimates.Accuracy.High],
            BalancedAccuracy = estimates.BalancedAccuracy.Value,
            BalancedAccuracyInterval = [estimates.BalancedAccuracy.Low, estimates.BalancedAccuracy.High],
            RocAuc = estimates.RocAuc?.Value,
            RocAucInterval = estimates.RocAuc is { } area ? [area.Low, area.High] : null,
            Precision = estimates.Precision,
            Recall = estimates.Recall,
            F1 = estimates.F1,
            AveragePrecision = estimates.AveragePrecision,
            LogLoss = estimates.LogLoss,
            Brier = estimates.Brier,
            ExpectedCalibrationError = estimates.ExpectedCalibrationError,
            Classes = estimates.Classes,
            AgainstChance = ExactTests.Binomial(right, answers.Photos, 1.0 / answers.Classes),
            AgainstMajority = ExactTests.Binomial(right, answers.Photos, majorityBaseline),
            Baselines = [FixedAnswers.Majority(majority, photos, seed), ShuffledLabels.Of(photos, seed)],
            MajorityBaseline = majorityBaseline,
            ConfusionMatrix = estimates.ConfusionMatrix,
        };
    }
}
