using PhotoScore.Core.Monitoring;
using PhotoScore.Core.Naming;

namespace PhotoScore.Functions.Monitoring;

/// <summary>What a version was asked lately, beside what it was validated on.</summary>
internal sealed record MonitoringView
{
    public required ModelName Model { get; init; }

    public required VersionId Version { get; init; }

    /// <summary>The first day, UTC.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day: today.</summary>
    public required DateOnly To { get; init; }

    /// <summary>What it is compared with; null for a model that was published without.</summary>
    public MonitoredPhotos? Reference { get; init; }

    /// <summary>All days together; null where nothing was served.</summary>
    public MonitoredPhotos? Total { get; init; }

    /// <summary>Each day on which something was served, oldest first.</summary>
    public required IReadOnlyList<MonitoredPhotos> Days { get; init; }

    /// <summary>What a person should know: of all days together, and of the last one that has enough photos.</summary>
    public required IReadOnlyList<DriftWarning> Warnings { get; init; }

    /// <summary>Why nothing can be said of drift; null where something is.</summary>
    public string? Note { get; init; }
}

/// <summary>What some photos looked like to the model.</summary>
internal sealed record MonitoredPhotos
{
    /// <summary>The day; null for all of them, and for the reference.</summary>
    public DateOnly? Day { get; init; }

    public required long Photos { get; init; }

    /// <summary>For each class how many photos had a probability of it in each of ten bins.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<long>> Histograms { get; init; }

    public required IReadOnlyDictionary<string, Spread?> Probabilities { get; init; }

    public Spread? EmbeddingNorm { get; init; }

    /// <summary>Pixels of the network's input: red, green, blue.</summary>
    public required IReadOnlyList<Spread?> Channels { get; init; }

    public Spread? Width { get; init; }

    public Spread? Height { get; init; }

    public Spread? Bytes { get; init; }

    /// <summary>Against the reference; null without one.</summary>
    public DriftComparison? Comparison { get; init; }

    public static MonitoredPhotos Of(PhotoStatistics photos, DateOnly? day = null, DriftComparison? comparison = null) => new()
    {
        Day = day,
        Photos = photos.Photos,
        Histograms = photos.Histograms,
        Probabilities = new OrderedDictionary<string, Spread?>(photos.Probabilities.Select(pair => KeyValuePair.Create(pair.Key, Spread.Of(pair.Value)))),
        EmbeddingNorm = Spread.Of(photos.EmbeddingNorm),
        Channels = [.. photos.Channels.Select(channel => Spread.Of(channel.Pixels))],
        Width = Spread.Of(photos.Width),
        Height = Spread.Of(photos.Height),
        Bytes = Spread.Of(photos.Bytes),
        Comparison = comparison,
    };
}

/// <summary>A mean, and how far numbers are from it.</summary>
internal sealed record Spread(double Mean, double StandardDeviation)
{
    /// <summary>Null where there was no number.</summary>
    public static Spread? Of(Moments moments) => moments.Count == 0 ? null : new(moments.Mean, moments.StandardDeviation());
}
