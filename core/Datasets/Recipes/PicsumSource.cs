namespace PhotoScore.Core.Datasets.Recipes;

/// <summary>Random photos that a seed picks: the same ones in every build. <see cref="SourceRecipe.MaxPhotos"/> says how many, since there is no end to them.</summary>
public sealed record PicsumSource : SourceRecipe
{
    /// <summary>What picks the photos: letters, digits, hyphens and underscores.</summary>
    public required string Seed { get; init; }

    /// <summary>Their width in pixels.</summary>
    public int Width { get; init; } = 400;

    /// <summary>Their height in pixels.</summary>
    public int Height { get; init; } = 300;
}
