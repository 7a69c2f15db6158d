using PhotoScore.Core.Models;

namespace PhotoScore.Core.Evaluation;

/// <summary>Every metric of some answers with its interval; <see cref="EvaluationMetrics"/> says what each is.</summary>
public sealed record MetricEstimates
{
    /// <summary>How many photos.</summary>
    public required int Photos { get; init; }

    /// <summary>How many groups they form.</summary>
    public required int Groups { get; init; }

    /// <inheritdoc cref="EvaluationMetrics.Accuracy"/>
    public required Estimate Accuracy { get; init; }

    /// <inheritdoc cref="EvaluationMetrics.BalancedAccuracy"/>
    public required Estimate BalancedAccuracy { get; init; }

    /// <inheritdoc cref="EvaluationMetrics.Precision"/>
    public required Estimate Precision { get; init; }

    /// <inheritdoc cref="EvaluationMetrics.Recall"/>
    public required Estimate Recall { get; init; }

    /// <inheritdoc cref="EvaluationMetrics.F1"/>
    public required Estimate F1 { get; init; }

    /// <inheritdoc cref="EvaluationMetrics.RocAuc"/>
    public Estimate? RocAuc { get; init; }

    /// <inheritdoc cref="EvaluationMetrics.AveragePrecision"/>
    public Estimate? AveragePrecision { get; init; }

    /// <inheritdoc cref="EvaluationMetrics.LogLoss"/>
    public required Estimate LogLoss { get; init; }

    /// <inheritdoc cref="EvaluationMetrics.Brier"/>
    public required Estimate Brier { get; init; }

    /// <inheritdoc cref="EvaluationMetrics.ExpectedCalibrationError"/>
    public required Estimate ExpectedCalibrationError { get; init; }

    /// <inheritdoc cref="EvaluationMetrics.Classes"/>
    public required IReadOnlyList<ClassMetrics> Classes { get; init; }

    /// <inheritdoc cref="EvaluationMetrics.ConfusionMatrix"/>
    public required IReadOnlyList<IReadOnlyList<int>> ConfusionMatrix { get; init; }

    /// <summary>Measures answers.</summary>
    /// <param name="photos">The answers.</param>
    /// <param name="seed">Where the bootstrap starts: the same gives the same intervals.</param>
    public static MetricEstimates Of(AnsweredPhotos photos, int seed)
    {
        ArgumentNullException.ThrowIfNull(photos);
        var numbers = new MetricNumbers(photos);
        var estimates = GroupBootstrap.Of(photos.GroupOf.ToArray(), photos.Groups, numbers.Of, seed);
        var tally = numbers.Tally;
        return new()
        {
            Photos = photos.Count,
            Groups = photos.Groups,
            Accuracy = estimates[MetricNumbers.Accuracy]!,
            BalancedAccuracy = estimates[MetricNumbers.BalancedAccuracy]!,
            Precision = estimates[MetricNumbers.Precision]!,
            Recall = estimates[MetricNumbers.Recall]!,
            F1 = estimates[MetricNumbers.F1]!,
            RocAuc = estimates[MetricNumbers.RocAuc],
            AveragePrecision = estimates[MetricNumbers.AveragePrecision],
            LogLoss = estimates[MetricNumbers.LogLoss]!,
            Brier = estimates[MetricNumbers.Brier]!,
            ExpectedCalibrationError = estimates[MetricNumbers.CalibrationError]!,
            ConfusionMatrix = tally.Matrix,
            Classes =
            [
                .. Enumerable.Range(0, photos.Classes).Select(c => new ClassMetrics
                {
                    Photos = (int)tally.Of(c),
                    Answered = (int)tally.Answered(c),
                    Precision = estimates[MetricNumbers.OfClass(c)]!,
                    Recall = estimates[MetricNumbers.OfClass(c) + 1]!,
                    F1 = estimates[MetricNumbers.OfClass(c) + 2]!,
                    RocAuc = estimates[MetricNumbers.OfClass(c) + 3],
                    AveragePrecision = estimates[MetricNumbers.OfClass(c) + 4],
                }),
            ],
        };
    }
}
