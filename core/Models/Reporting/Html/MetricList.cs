namespace PhotoScore.Core.Models.Reporting.Html;

/// <summary>A metric as a table shows it.</summary>
internal sealed record ListedMetric(string Name, double? Value, IReadOnlyList<double>? Interval);

/// <summary>Every metric of a split, the ones to look at first on top.</summary>
internal static class MetricList
{
    public static IReadOnlyList<ListedMetric> Of(EvaluationMetrics metrics) =>
    [
        new("Balanced accuracy", metrics.BalancedAccuracy, metrics.BalancedAccuracyInterval),
        new("Accuracy", metrics.Accuracy, metrics.AccuracyInterval),
        Listed("Precision", metrics.Precision),
        Listed("Recall", metrics.Recall),
        Listed("F1", metrics.F1),
        new("Area under the ROC curve", metrics.RocAuc, metrics.RocAucInterval),
        Listed("Average precision", metrics.AveragePrecision),
        metrics.LogLoss is { } loss ? Listed("Log loss", loss) : new("Log loss", metrics.Loss, null),
        Listed("Brier score", metrics.Brier),
        Listed("Expected calibration error", metrics.ExpectedCalibrationError),
        new("Rank correlation with scores", metrics.RankCorrelation, metrics.RankCorrelationInterval),
        new("Pairs in the right order", metrics.PairAccuracy, metrics.PairAccuracyInterval),
    ];

    private static ListedMetric Listed(string name, Estimate? estimate) => new(name, estimate?.Value, estimate is null ? null : [estimate.Low, estimate.High]);
}
