namespace PhotoScore.Core.Datasets.Recipes;

/// <summary>A real number from metrics: one metric, or the ratio of two, if asked for a day online, and of that the logarithm if asked for.</summary>
public sealed record ScoreRecipe
{
    /// <summary>The metric that is the score itself; null when <see cref="Ratio"/> is given.</summary>
    public string? Metric { get; init; }

    /// <summary>Numerator and denominator, which can't be negative; null when <see cref="Metric"/> is given.</summary>
    public IReadOnlyList<string>? Ratio { get; init; }

    /// <summary>Added to the metric, or to numerator and denominator, before anything else.</summary>
    public double Smoothing { get; init; }

    /// <summary>Whether to divide by the days from metric <c>uploadedAt</c> (Unix seconds) to <see cref="AsOf"/>, at least one.</summary>
    public bool PerDayOnline { get; init; }

    /// <summary>When the metrics were taken, UTC. With <see cref="PerDayOnline"/>, the moment that the recipe was accepted when null.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>The base of the logarithm taken of the result; none when null.</summary>
    public double? Log { get; init; }

    /// <summary>The metric that says what people did about a photo: the numerator, or the only metric.</summary>
    internal string Likes => Ratio is [var above, _] ? above : Metric ?? "";
}
