using System.Text.Json.Serialization;

namespace PhotoScore.Core.Datasets.Recipes;

/// <summary>Where labels come from.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(FolderLabels), "folder")]
[JsonDerivedType(typeof(GivenLabels), "given")]
[JsonDerivedType(typeof(ScoreLabels), "score")]
public abstract record LabelsRecipe
{
    /// <summary>The classes in their order, which is the order of a model's outputs; the sorted names that occur when null.</summary>
    public IReadOnlyList<string>? Names { get; init; }
}

/// <summary>The class is the sub-folder that the photo lies in.</summary>
public sealed record FolderLabels : LabelsRecipe;

/// <summary>The class stands in a column of the source.</summary>
public sealed record GivenLabels : LabelsRecipe;

/// <summary>The class is where a score computed from metrics falls among cuts; class 0 has the lowest scores.</summary>
public sealed record ScoreLabels : LabelsRecipe
{
    /// <summary>How the score is computed.</summary>
    public required ScoreRecipe Score { get; init; }

    /// <summary>Where the classes divide. A score equal to a threshold belongs to the upper class.</summary>
    public Cut Cut { get; init; } = new() { Kind = CutKind.Mean };

    /// <summary>The share of photos, nearest to a single cut, that are left out; 0 to 0.9.</summary>
    public double DropMiddle { get; init; }
}

/// <summary>A real number from metrics: one metric, or the ratio of two.</summary>
public sealed record ScoreRecipe
{
    /// <summary>The metric that is the score itself; null when <see cref="Ratio"/> is given.</summary>
    public string? Metric { get; init; }

    /// <summary>Numerator and denominator; null when <see cref="Metric"/> is given.</summary>
    public IReadOnlyList<string>? Ratio { get; init; }

    /// <summary>Added to the metric, or to numerator and denominator, before the logarithm.</summary>
    public double Smoothing { get; init; }

    /// <summary>The base of the logarithm taken of the result; none when null.</summary>
    public double? Log { get; init; }
}
