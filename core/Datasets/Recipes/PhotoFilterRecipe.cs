using PhotoScore.Core.Naming;

namespace PhotoScore.Core.Datasets.Recipes;

/// <summary>A rule that needs the photo itself. It is applied after the download, in the order of the recipe, until one leaves the photo out.</summary>
public abstract record PhotoFilterRecipe : FilterRecipe;

/// <summary>Keeps photos that are large enough and not too long. What the recipe's <see cref="ImageRecipe"/> asks for is checked before.</summary>
public sealed record ResolutionFilter : PhotoFilterRecipe
{
    /// <summary>The fewest columns kept.</summary>
    public int? MinWidth { get; init; }

    /// <summary>The fewest rows kept.</summary>
    public int? MinHeight { get; init; }

    /// <summary>The fewest pixels kept, in millions.</summary>
    public double? MinMegapixels { get; init; }

    /// <summary>The largest ratio kept of the longer side to the shorter.</summary>
    public double? MaxAspect { get; init; }
}

/// <summary>Keeps photos that show something. The defaults leave normal photos alone; docs/filters.md says how each was chosen.</summary>
public sealed record QualityFilter : PhotoFilterRecipe
{
    /// <summary>The least deviation of the edges kept, 0 to 255; 0 turns the check off.</summary>
    public double MinSharpness { get; init; } = 6;

    /// <summary>The least brightness kept of the 99th percentile of pixels, 0 to 1; 0 turns the check off.</summary>
    public double MinBrightness { get; init; } = 0.32;

    /// <summary>The largest brightness kept of the 5th percentile of pixels, 0 to 1; 1 turns the check off.</summary>
    public double MaxBrightness { get; init; } = 0.95;

    /// <summary>The least standard deviation of brightness kept, 0 to 0.5; 0 turns the check off.</summary>
    public double MinContrast { get; init; } = 0.03;

    /// <summary>The least bits kept of the histogram, 0 to 9.6; 0 turns the check off.</summary>
    public double MinEntropy { get; init; } = 3;

    /// <summary>The largest ratio kept of the longer side to the shorter.</summary>
    public double MaxAspect { get; init; } = 3;

    /// <summary>Whether photos without any colour are kept.</summary>
    public bool AllowGrey { get; init; } = true;
}

/// <summary>Keeps photos with a number of faces.</summary>
public sealed record FacesFilter : PhotoFilterRecipe
{
    /// <summary>How confident the detector must be of a face that counts, 0 to 1.</summary>
    public double MinConfidence { get; init; } = 0.9;

    /// <summary>The fewest faces kept.</summary>
    public int MinFaces { get; init; } = 1;

    /// <summary>The most faces kept; null for any number.</summary>
    public int? MaxFaces { get; init; }

    /// <summary>
    /// Lowercase hex SHA-256 of the detector that counts. A recipe may leave it out: the configured one is written in when the build is
    /// accepted, so that one build never mixes two detectors.
    /// </summary>
    public string? Detector { get; init; }
}

/// <summary>Keeps photos of which a published model gives a class enough probability.</summary>
public sealed record ModelFilter : PhotoFilterRecipe
{
    /// <summary>The model.</summary>
    public required ModelName Model { get; init; }

    /// <summary>Its version. A recipe may leave it out: the current one is written in when the build is accepted.</summary>
    public VersionId? Version { get; init; }

    /// <summary>One of the model's classes.</summary>
    public required string Class { get; init; }

    /// <summary>The least probability kept.</summary>
    public double MinProbability { get; init; } = 0.5;
}
