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
public sealed record LabelledPhotos(IReadOnlyList<LabelDecision> Decisions, IReadOnlyList<string> Classes, IReadOnlyList<double> Thresholds)
{
    /// <summary>For each threshold, how many photos have the very score at which the classes part, on either side or both; empty unless labels come from scores.</summary>
    public IReadOnlyList<int> TiedAtCuts { get; init; } = [];
}

/// <summary>Gives every photo its label.</summary>
public static class PhotoLabels
{
    private static readonly string[] OneClassNames = ["other", "positive"];

    /// <summary>Labels photos by their candidates. A cut sees all of them; their order decides nothing.</summary>
    public static LabelledPhotos Decide(LabelsRecipe recipe, IReadOnlyList<Candidate> candidates) => recipe switch
    {
        ScoreLabels score => ScoredPhotos.Decide(score, candidates),
        OneClassLabels one => new LabelledPhotos(
            [.. candidates.Select(candidate => new LabelDecision(one.Positive.Includes(candidate) ? 1 : 0, null, null, null))], one.Names ?? OneClassNames, []),
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
}
