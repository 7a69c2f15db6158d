using PhotoScore.Core.Datasets.Assembling;
using PhotoScore.Core.Datasets.Findings;
using PhotoScore.Core.Datasets.Recipes;

namespace PhotoScore.Core.Datasets.Labelling.Auditing;

/// <summary>The figures about labels, and what they warn of.</summary>
/// <param name="Findings">The figures.</param>
/// <param name="Warnings">Where labels may not mean what they seem.</param>
public sealed record AuditedLabels(LabelFindings Findings, IReadOnlyList<DatasetWarning> Warnings);

/// <summary>Looks whether labels mean what they seem to mean.</summary>
public static class LabelAudit
{
    /// <summary>Audits the labels of a dataset. The result depends on the photos, not on their order.</summary>
    /// <param name="recipe">What the dataset should be.</param>
    /// <param name="photos">The kept photos, sorted by key.</param>
    /// <param name="labelled">What labelling gave for all stored photos.</param>
    public static AuditedLabels Of(Recipe recipe, IReadOnlyList<AssembledPhoto> photos, LabelledPhotos labelled)
    {
        var balance = ClassBalance.Of(photos, labelled.Classes.Count);
        var shortcuts = Shortcuts.Test(recipe, photos, labelled.Classes);
        var score = recipe.Labels as ScoreLabels;
        var ties = score is null ? null : TiedScores.Of(photos, labelled);
        var views = score is null ? null : ViewsInScores.Of(score.Score, photos);

        var findings = new LabelFindings
        {
            ClassCounts = balance.BySplit,
            TiedAtCut = ties?.AtCut,
            TiedScores = ties?.Shared,
            MostFrequentScore = ties?.MostFrequent,
            Shortcuts = [.. shortcuts.Select(test => test.Shortcut)],
            ScoreViewsCorrelation = views?.WithViews,
            ScoreLikesCorrelation = views?.WithLikes,
            ZeroLikes = views?.ZeroLikes,
        };
        return new AuditedLabels(findings,
        [
            .. balance.Warnings(labelled.Classes, recipe.Split),
            .. ties?.Warnings(score!) ?? [],
            .. views?.Warnings(score!.Score) ?? [],
            .. shortcuts.Select(test => test.Warning).OfType<DatasetWarning>(),
            .. AuthorShares.Warnings(photos, labelled.Classes),
        ]);
    }
}
