using System.Text.Json.Serialization;

namespace PhotoScore.Core.Datasets.Recipes;

/// <summary>Where labels come from.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(FolderLabels), "folder")]
[JsonDerivedType(typeof(GivenLabels), "given")]
[JsonDerivedType(typeof(ScoreLabels), "score")]
[JsonDerivedType(typeof(OneClassLabels), "oneClass")]
public abstract record LabelsRecipe
{
    /// <summary>The classes in their order, which is the order of a model's outputs; when null, what the kind of labels makes of it.</summary>
    public IReadOnlyList<string>? Names { get; init; }
}

/// <summary>The class is the sub-folder that the photo lies in, or the class of its source; without names, the sorted ones that occur.</summary>
public sealed record FolderLabels : LabelsRecipe;

/// <summary>The class stands in a column of the source, or is the class of the source; without names, the sorted ones that occur.</summary>
public sealed record GivenLabels : LabelsRecipe;

/// <summary>One class against everything else: class 1 holds the photos that are meant, class 0 all others, such as random ones.</summary>
public sealed record OneClassLabels : LabelsRecipe
{
    /// <summary>Which photos are meant.</summary>
    public required PositivePhotos Positive { get; init; }
}

/// <summary>The class is where a score computed from metrics falls among cuts; class 0 has the lowest scores.</summary>
public sealed record ScoreLabels : LabelsRecipe
{
    /// <summary>How the score is computed.</summary>
    public required ScoreRecipe Score { get; init; }

    /// <summary>Where the classes divide. A score equal to a threshold belongs to the upper class, unless ties are split.</summary>
    public Cut Cut { get; init; } = new() { Kind = CutKind.Mean };

    /// <summary>What becomes of photos with the very score at which classes part; when null, split for quantiles and together for other cuts.</summary>
    public Ties? Ties { get; init; }

    /// <summary>The share of photos, nearest to a cut, that are left out; 0 to 0.9.</summary>
    public double DropMiddle { get; init; }

    /// <summary>Whether photos with equal scores may be put into different classes, so that the classes have equal sizes.</summary>
    [JsonIgnore]
    public bool SplitsTies => Ties is { } ties ? ties == Recipes.Ties.Split : Cut.Kind == CutKind.Quantiles;
}

/// <summary>What becomes of photos with equal scores where quantiles part.</summary>
public enum Ties
{
    /// <summary>They are divided by the hash of their keys, so that class sizes differ by one at most.</summary>
    Split,

    /// <summary>They stay in one class, so that class sizes may differ much.</summary>
    Together,
}
