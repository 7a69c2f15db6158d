namespace PhotoScore.Core.Datasets.Recipes;

/// <summary>Which photos are large enough, and how they are stored.</summary>
public sealed record ImageRecipe
{
    /// <summary>Narrower photos are left out; in pixels, after EXIF orientation.</summary>
    public int MinWidth { get; init; } = 240;

    /// <summary>Lower photos are left out; in pixels, after EXIF orientation.</summary>
    public int MinHeight { get; init; } = 180;

    /// <summary>How the stored photo is made from the original.</summary>
    public StoredResize Resize { get; init; } = StoredResize.ShortSide;

    /// <summary>The side that <see cref="Resize"/> speaks of, in pixels. Photos are never enlarged.</summary>
    public int Size { get; init; } = 256;

    /// <summary>Quality of the stored JPEG, 1 to 100.</summary>
    public int JpegQuality { get; init; } = 92;
}

/// <summary>How a stored photo is made from the original.</summary>
public enum StoredResize
{
    /// <summary>The original's pixels.</summary>
    None,

    /// <summary>The shorter side becomes <see cref="ImageRecipe.Size"/>, the aspect stays.</summary>
    ShortSide,

    /// <summary>The longer side becomes <see cref="ImageRecipe.Size"/>, the aspect stays.</summary>
    LongSide,

    /// <summary>Both sides become <see cref="ImageRecipe.Size"/>, the aspect is lost.</summary>
    Squash,
}
