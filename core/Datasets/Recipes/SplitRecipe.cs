namespace PhotoScore.Core.Datasets.Recipes;

/// <summary>How photos are divided. A duplicate cluster never straddles two splits, nor does an author under <see cref="SplitGroup.Author"/>.</summary>
public sealed record SplitRecipe
{
    /// <summary>The share of photos to learn from.</summary>
    public double Train { get; init; } = 0.595;

    /// <summary>The share of photos that choose the epoch and the thresholds.</summary>
    public double Validation { get; init; } = 0.105;

    /// <summary>The share of photos that are looked at once, at the end.</summary>
    public double Test { get; init; } = 0.30;

    /// <summary>Another seed divides otherwise.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>What is kept together, beside duplicate clusters.</summary>
    public SplitGroup GroupBy { get; init; } = SplitGroup.Author;
}

/// <summary>What a split keeps together.</summary>
public enum SplitGroup
{
    /// <summary>Duplicate clusters only.</summary>
    Cluster,

    /// <summary>Duplicate clusters, and all photos of one author; a photo without an author stands alone.</summary>
    Author,
}
