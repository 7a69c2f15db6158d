namespace PhotoScore.Core.Monitoring;

/// <summary>What a difference asks for.</summary>
public enum DriftLevel
{
    /// <summary>There are too few photos to say.</summary>
    TooFew,

    /// <summary>Nothing.</summary>
    Stable,

    /// <summary>A look.</summary>
    Notice,

    /// <summary>That something is done.</summary>
    Warning,
}

/// <summary>What a model was served against what it was validated on.</summary>
public sealed record DriftComparison
{
    /// <summary>Photos that it takes to say anything: with fewer the stability index of photos that did not change exceeds 0.1 too often, whatever the reference.</summary>
    public const int LeastPhotos = 200;

    /// <summary>The worst of what follows.</summary>
    public required DriftLevel Level { get; init; }

    /// <summary>The population stability index of each class' probabilities.</summary>
    public required IReadOnlyDictionary<string, double> StabilityIndex { get; init; }

    /// <summary>What the index exceeds by chance once in twenty times; less than that is no shift, whatever the number.</summary>
    public required double StabilityIndexByChance { get; init; }

    /// <summary>How far the mean embedding moved, in standard deviations, over all dimensions; null where embeddings are not known.</summary>
    public double? EmbeddingShift { get; init; }

    /// <summary>How far the mean length of an embedding moved, in standard deviations.</summary>
    public double? EmbeddingNormShift { get; init; }

    /// <summary>How far red, green and blue moved, in standard deviations between photos; a channel that never varies is null.</summary>
    public required IReadOnlyList<double?> ChannelShifts { get; init; }

    /// <summary>How far the widths of photos moved, in standard deviations.</summary>
    public double? WidthShift { get; init; }

    /// <summary>How far the heights of photos moved, in standard deviations.</summary>
    public double? HeightShift { get; init; }

    /// <summary>What a shift in standard deviations is by chance, typically.</summary>
    public required double ShiftByChance { get; init; }

    /// <summary>Compares; null where one of them has no photo.</summary>
    /// <param name="actual">What was served.</param>
    /// <param name="expected">What the model was validated on.</param>
    public static DriftComparison? Of(PhotoStatistics actual, PhotoStatistics expected)
    {
        if (actual.Photos == 0 || expected.Photos == 0)
            return null;
        var indices = expected.Histograms
            .Where(pair => actual.Histograms.ContainsKey(pair.Key))
            .Select(pair => (Class: pair.Key, Index: PopulationStability.Index(actual.Histograms[pair.Key], pair.Value)))
            .Where(pair => pair.Index is not null)
            .Select(pair => KeyValuePair.Create(pair.Class, pair.Index!.Value));
        var comparison = new DriftComparison
        {
            Level = DriftLevel.TooFew,
            StabilityIndex = new OrderedDictionary<string, double>(indices),
            StabilityIndexByChance = PopulationStability.ByChance(actual.Photos, expected.Photos),
            EmbeddingShift = MeanShift.Of(actual.Embedding, expected.Embedding),
            EmbeddingNormShift = MeanShift.Of(actual.EmbeddingNorm, expected.EmbeddingNorm),
            ChannelShifts = [.. actual.Channels.Zip(expected.Channels, (a, e) => MeanShift.Of(a.PhotoMeans, e.PhotoMeans))],
            WidthShift = MeanShift.Of(actual.Width, expected.Width),
            HeightShift = MeanShift.Of(actual.Height, expected.Height),
            ShiftByChance = MeanShift.ByChance(actual.Photos, expected.Photos),
        };
        return actual.Photos < LeastPhotos ? comparison : comparison with { Level = DriftWarnings.Of(comparison, "").Select(warning => warning.Level).DefaultIfEmpty(DriftLevel.Stable).Max() };
    }
}
