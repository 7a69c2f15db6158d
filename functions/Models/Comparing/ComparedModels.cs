using PhotoScore.Core.Evaluation;
using PhotoScore.Core.Models;
using PhotoScore.Core.Naming;

namespace PhotoScore.Functions.Models.Comparing;

/// <summary>Which version of which model.</summary>
internal sealed record ModelReference(ModelName Model, VersionId Version)
{
    public override string ToString() => $"{Model} {Version}";
}

/// <summary>Several model versions on the same photos.</summary>
internal sealed record ComparedModels
{
    /// <summary>How many photos all of them were compared on: each is in every model's test split.</summary>
    public required int Photos { get; init; }

    /// <summary>How many groups of duplicates and authors they form, which intervals resample.</summary>
    public required int Groups { get; init; }

    /// <summary>Whether all were tested on the same photos, which then are all compared; otherwise only those that they share are.</summary>
    public required bool SameTestSet { get; init; }

    /// <summary>What to know about the photos, for people.</summary>
    public required string Note { get; init; }

    /// <summary>The models in the order asked for.</summary>
    public required IReadOnlyList<ComparedModel> Models { get; init; }

    /// <summary>Every two of them.</summary>
    public required IReadOnlyList<ComparedPair> Pairs { get; init; }
}

/// <summary>One of the compared versions.</summary>
internal sealed record ComparedModel
{
    public required ModelName Model { get; init; }

    public required VersionId Version { get; init; }

    public required string Architecture { get; init; }

    public required ModelDataset Dataset { get; init; }

    /// <summary>How many photos its own test split has.</summary>
    public required int TestPhotos { get; init; }

    /// <summary>On the photos that are compared.</summary>
    public required MetricEstimates Metrics { get; init; }
}

/// <summary>Two of the compared versions.</summary>
/// <param name="First">One.</param>
/// <param name="Second">The other.</param>
/// <param name="Difference">Balanced accuracy of the first minus that of the second, with a paired interval over groups.</param>
/// <param name="OnlyFirst">Photos that only the first got right.</param>
/// <param name="OnlySecond">Photos that only the second got right.</param>
/// <param name="McNemarPValue">McNemar's exact test, two-sided; it takes photos as independent.</param>
internal sealed record ComparedPair(
    ModelReference First, ModelReference Second, Estimate Difference, int OnlyFirst, int OnlySecond, double McNemarPValue);
