using PhotoScore.Core.Reporting.Html;

namespace PhotoScore.Core.Models.Reporting.Html;

/// <summary>Which classifiers on features were compared, and which was taken.</summary>
internal static class TriedSection
{
    public static Section? Of(ModelReport report) => report.Model.Tried.Count == 0 ? null : new("tried", "Classifiers compared", Markup.Of(
        $"""
        <p class="note">Each on the same training photos left out by cross-validation, with its own best C; neither validation nor test photos took part. The first one within one standard error of the lowest loss is taken.</p>
        {Parts.Table(["Classifier", "Scaling of features", "C", "Log loss", "Standard error", "Balanced accuracy"], report.Model.Tried.Select(Row), textColumns: 2)}

        """));

    private static IReadOnlyList<Markup> Row(TriedClassifier one) =>
    [
        one.Chosen ? Markup.Of($"<strong>{one.Kind}</strong> (taken)") : Parts.Of(one.Kind), Parts.Of(one.Scaling),
        Parts.Of($"{one.C:0e0}"), Parts.Of(Show.Number(one.LogLoss)), Parts.Of(Show.Number(one.StandardError)), Parts.Of(Figures.Share(one.BalancedAccuracy)),
    ];
}
