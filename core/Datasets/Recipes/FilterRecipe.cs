using System.Text.Json.Serialization;

namespace PhotoScore.Core.Datasets.Recipes;

/// <summary>A rule that leaves candidates out.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(MetricFilter), "metric")]
[JsonDerivedType(typeof(MadOutliersFilter), "madOutliers")]
[JsonDerivedType(typeof(ResolutionFilter), "resolution")]
[JsonDerivedType(typeof(QualityFilter), "quality")]
[JsonDerivedType(typeof(FacesFilter), "faces")]
[JsonDerivedType(typeof(ModelFilter), "model")]
public abstract record FilterRecipe;

/// <summary>Keeps candidates whose metric lies in a closed range; one without the metric is left out.</summary>
public sealed record MetricFilter : FilterRecipe
{
    /// <summary>The metric's name.</summary>
    public required string Metric { get; init; }

    /// <summary>The smallest value kept.</summary>
    public double? Min { get; init; }

    /// <summary>The largest value kept.</summary>
    public double? Max { get; init; }
}

/// <summary>Keeps candidates within some median absolute deviations of the median.</summary>
public sealed record MadOutliersFilter : FilterRecipe
{
    /// <summary>The metric's name.</summary>
    public required string Metric { get; init; }

    /// <summary>How far from the median is still kept, in unscaled median absolute deviations.</summary>
    public double MaxDeviations { get; init; } = 3;

    /// <summary>Whether median and deviations are of the metric's natural logarithm; what is not above 0 is left out then.</summary>
    public bool Log { get; init; }
}
