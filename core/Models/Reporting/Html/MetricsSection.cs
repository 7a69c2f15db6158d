using PhotoScore.Core.Reporting.Html;

namespace PhotoScore.Core.Models.Reporting.Html;

/// <summary>How good the model is, on both splits, and how good knowing nothing would be.</summary>
internal static class MetricsSection
{
    public static Section Of(ModelReport report) => new("metrics", "Metrics", Markup.Of(
        $"""
        <p>{Verdict(report.Model)}</p>
        {Parts.Table(["Metric", "Test", "95% interval", "Validation", "95% interval"], Rows(report.Model.Test, report.Model.Validation))}
        <p class="note">The validation split chose the epoch{(report.Model.Threshold is { } threshold ? $" and the threshold of {Show.Number(threshold)}" : "")}, so its figures flatter the model; the test split was looked at once.</p>
        """));

    private static string Verdict(ModelManifest model)
    {
        var (test, classes) = (model.Test, model.Classes.Count);
        var low = test.BalancedAccuracyInterval is [var bound, _] ? bound : test.BalancedAccuracy;
        var chance = 1.0 / classes;
        return low > chance
            ? $"On {Show.Count(test.Photos)} test photos the balanced accuracy is {Figures.Share(test.BalancedAccuracy)} ({Figures.Interval(test.BalancedAccuracyInterval)}), above the {Figures.Share(chance)} of knowing nothing."
            : $"On {Show.Count(test.Photos)} test photos the balanced accuracy is {Figures.Share(test.BalancedAccuracy)}, and its interval ({Figures.Interval(test.BalancedAccuracyInterval)}) holds the {Figures.Share(chance)} of knowing nothing: this model can't be told from a guess.";
    }

    private static IEnumerable<IReadOnlyList<Markup>> Rows(EvaluationMetrics test, EvaluationMetrics validation)
    {
        yield return Row("Balanced accuracy", test, validation, metrics => (metrics.BalancedAccuracy, metrics.BalancedAccuracyInterval));
        yield return Row("Accuracy", test, validation, metrics => (metrics.Accuracy, null));
        yield return Row("Accuracy of the majority class", test, validation, metrics => (metrics.MajorityBaseline, null));
        yield return Row("Area under the ROC curve", test, validation, metrics => (metrics.RocAuc, null));
        yield return Row("Loss (cross-entropy)", test, validation, metrics => (metrics.Loss, null));
    }

    private static IReadOnlyList<Markup> Row(
        string name, EvaluationMetrics test, EvaluationMetrics validation, Func<EvaluationMetrics, (double? Value, IReadOnlyList<double>? Interval)> metric)
    {
        var (onTest, onValidation) = (metric(test), metric(validation));
        return [Parts.Of(name), Value(onTest.Value), Parts.Of(Figures.Interval(onTest.Interval)), Value(onValidation.Value), Parts.Of(Figures.Interval(onValidation.Interval))];
    }

    private static Markup Value(double? value) => Parts.Of(value is { } known ? Figures.Share(known) : "–");
}
