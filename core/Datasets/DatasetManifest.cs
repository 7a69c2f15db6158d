using PhotoScore.Core.Datasets.Findings;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Naming;

namespace PhotoScore.Core.Datasets;

/// <summary><c>dataset.json</c>: what a finished dataset version holds. All that the trainer needs to find its photos.</summary>
public sealed record DatasetManifest
{
    /// <summary>The dataset.</summary>
    public required DatasetName Dataset { get; init; }

    /// <summary>Its version.</summary>
    public required VersionId Version { get; init; }

    /// <summary>When the recipe was accepted, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Lowercase hex SHA-256 of <c>photos.parquet</c>: two versions with the same hash hold the same photos, labels and splits.</summary>
    public required string PhotosSha256 { get; init; }

    /// <summary>The classes; a label is an index into them.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The thresholds between classes when labels come from scores, rising; empty otherwise.</summary>
    public IReadOnlyList<double> Thresholds { get; init; } = [];

    /// <summary>How many candidates had each outcome.</summary>
    public required IReadOnlyDictionary<string, int> Outcomes { get; init; }

    /// <summary>The shards in order: train, validation, test.</summary>
    public required IReadOnlyList<ShardInfo> Shards { get; init; }

    /// <summary>Pixel statistics of the train split.</summary>
    public required PixelStatistics Statistics { get; init; }

    /// <summary>What was learned of the photos and their labels.</summary>
    public DatasetFindings Findings { get; init; } = new();

    /// <summary>The recipe as it was carried out, defaults filled in.</summary>
    public required Recipe Recipe { get; init; }
}

/// <summary>One WebDataset tar.</summary>
/// <param name="Name">Its name below <c>shards/</c>, such as <c>train-00000.tar</c>.</param>
/// <param name="Split">The split that its photos belong to.</param>
/// <param name="Photos">How many photos it holds.</param>
/// <param name="Bytes">How long it is.</param>
/// <param name="Sha256">Lowercase hex of its bytes.</param>
/// <param name="ClassCounts">How many photos of each class.</param>
public sealed record ShardInfo(string Name, Split Split, int Photos, long Bytes, string Sha256, IReadOnlyList<int> ClassCounts);

/// <summary>Mean and population standard deviation per channel (R, G, B) of the stored photos' pixels, 0 to 1; every photo weighs the same.</summary>
/// <param name="Mean">Three numbers.</param>
/// <param name="StandardDeviation">Three numbers.</param>
public sealed record PixelStatistics(IReadOnlyList<double> Mean, IReadOnlyList<double> StandardDeviation);
