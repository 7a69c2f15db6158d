using PhotoScore.Core.Reporting.Html;

namespace PhotoScore.Core.Models.Reporting.Html;

/// <summary>The version that answered when this one was published.</summary>
internal static class CurrentSection
{
    public static Section? Of(ModelReport report) => report.Current is not { } current ? null : new("current", "Beside the current version", Markup.Of(
        $"""
        <p>{current.Manifest.Version.ToString()} answered when this version was published. {(current.SameTest
            ? "Both were measured on the same test photos."
            : "It was measured on other test photos, so the figures beside each other say little: POST the two to compare on one test set.")}</p>
        {(current.Comparison is { } comparison ? Markup.Of($"<p>{Compared(comparison)}</p>\n") : Markup.Empty)}
        {Parts.Table(["", $"{report.Model.Version} (this one)", $"{current.Manifest.Version} (current)"], Rows(report.Model, current.Manifest))}
        """));

    private static string Compared(ModelComparison comparison) => comparison.Difference is { } difference
        ? $"On the {Show.Count(comparison.Photos)} of {Show.Count(comparison.TestPhotos)} test photos that {comparison.Current} could not know, this version's balanced accuracy differs from its by {Figures.Share(difference.Value)} ({Figures.Interval(difference.Low, difference.High)}; McNemar's p = {Show.Number(comparison.McNemarPValue ?? 1)}): {Verdict(difference)}"
        : $"Asked about this version's test photos, it could not be compared: {comparison.Fault}";

    private static string Verdict(Estimate difference) => difference switch
    {
        { Low: > 0 } => "surely better.",
        { High: < 0 } => "surely worse.",
        _ => "which one is better can't be told.",
    };

    private static IEnumerable<IReadOnlyList<Markup>> Rows(ModelManifest model, ModelManifest current)
    {
        yield return Row("Architecture", model.Architecture, current.Architecture);
        yield return Row("Dataset", $"{model.Dataset.Dataset} {model.Dataset.Version}", $"{current.Dataset.Dataset} {current.Dataset.Version}");
        yield return Row("Test photos", Show.Count(model.Test.Photos), Show.Count(current.Test.Photos));
        yield return Row("Balanced accuracy", Balanced(model), Balanced(current));
        yield return Row("Accuracy", Figures.Share(model.Test.Accuracy), Figures.Share(current.Test.Accuracy));
        if (model.Test.RocAuc is { } area && current.Test.RocAuc is { } other)
            yield return Row("Area under ROC", Figures.Share(area), Figures.Share(other));
        yield return Row("Parameters", Show.Count(model.Parameters), Show.Count(current.Parameters));
    }

    private static string Balanced(ModelManifest model) => $"{Figures.Share(model.Test.BalancedAccuracy)} ({Figures.Interval(model.Test.BalancedAccuracyInterval)})";

    private static IReadOnlyList<Markup> Row(string name, string one, string other) => [Parts.Of(name), Parts.Of(one), Parts.Of(other)];
}
