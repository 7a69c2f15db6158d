using System.Globalization;
using PhotoScore.Core.Datasets.Recipes;

namespace PhotoScore.Core.Datasets.Labelling;

/// <summary>What a photo's label is, or why it has none.</summary>
/// <param name="Label">An index into the classes; null when the photo has none.</param>
/// <param name="Score">Its score; null unless labels come from scores and it has one.</param>
/// <param name="Outcome">Null when it has a label, otherwise the ledger's outcome.</param>
/// <param name="Detail">The outcome in words.</param>
public readonly record struct LabelDecision(int? Label, double? Score, string? Outcome, string? Detail);

/// <summary>The labels of all photos.</summary>
/// <param name="Decisions">One for each photo, in the order given.</param>
/// <param name="Classes">The names of the classes.</param>
/// <param name="Thresholds">The thresholds between the classes, rising; empty unless labels come from scores.</param>
public sealed record LabelledPhotos(IReadOnlyList<LabelDecision> Decisions, IReadOnlyList<string> Classes, IReadOnlyList<double> Thresholds);

/// <summary>Gives every photo its label.</summary>
public static class PhotoLabels
{
    /// <summary>Labels photos by their candidates. A cut sees all of them.</summary>
    public static LabelledPhotos Decide(LabelsRecipe recipe, IReadOnlyList<Candidate> candidates) => recipe switch
    {
        ScoreLabels score => ByScore(score, candidates),
        FolderLabels or GivenLabels => ByGivenLabel(recipe.Names, candidates),
        _ => throw new ArgumentException($"{recipe.GetType().Name} is no way to label photos.", nameof(recipe)),
    };

    private static LabelledPhotos ByGivenLabel(IReadOnlyList<string>? names, IReadOnlyList<Candidate> candidates)
    {
        var classes = names ?? [.. candidates.Select(candidate => candidate.GivenLabel).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var indexes = classes.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        return new LabelledPhotos([.. candidates.Select(candidate => Decide(candidate.GivenLabel))], classes, []);

        LabelDecision Decide(string? given) =>
            given is null ? new LabelDecision(null, null, Outcomes.NoLabel, "the source gave no class")
            : indexes.TryGetValue(given, out var label) ? new LabelDecision(label, null, null, null)
            : new LabelDecision(null, null, Outcomes.NoLabel, $"class '{given}' is not among labels.names: {string.Join(", ", classes)}");
    }

    private static LabelledPhotos ByScore(ScoreLabels recipe, IReadOnlyList<Candidate> candidates)
    {
        double?[] scores = [.. candidates.Select(candidate => Scores.Compute(recipe.Score, candidate.Metrics))];
        var thresholds = Cuts.Thresholds(recipe.Cut, [.. scores.OfType<double>()]);
        var middle = MiddleScores.Choose(recipe.DropMiddle, thresholds, scores, candidates);

        var decisions = new LabelDecision[candidates.Count];
        for (var i = 0; i < decisions.Length; i++)
        {
            decisions[i] = scores[i] switch
            {
                null => new LabelDecision(null, null, Outcomes.NoLabel, $"no score: {Missing(recipe.Score, candidates[i])}"),
                { } score when middle.Contains(i) => new LabelDecision(
                    null, score, Outcomes.MiddleScore, string.Create(CultureInfo.InvariantCulture, $"score {score} is near the threshold {thresholds[0]}")),
                { } score => new LabelDecision(Cuts.ClassOf(score, thresholds), score, null, null),
            };
        }

        return new LabelledPhotos(decisions, recipe.Names ?? DefaultNames(thresholds.Length + 1), thresholds);
    }

    private static string Missing(ScoreRecipe recipe, Candidate candidate)
    {
        string?[] needed = recipe.Ratio is { } ratio ? [.. ratio] : [recipe.Metric];
        var missing = needed.Where(name => name is not null && !candidate.Metrics.ContainsKey(name)).ToList();
        return missing.Count > 0 ? $"no metric {string.Join(", ", missing)}" : "the metrics give no finite number";
    }

    private static string[] DefaultNames(int classes) =>
        classes == 2 ? ["low", "high"] : [.. Enumerable.Range(1, classes).Select(i => $"level-{i}")];
}
