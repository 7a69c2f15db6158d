using PhotoScore.Core.Naming;

namespace PhotoScore.Core.Models;

/// <summary>
/// <c>comparison.json</c>: how a new version and the one that was current when it was published answer the same photos: those of the new version's test split
/// that the current one did not learn from, and whose duplicates and authors it did not know either.
/// </summary>
public sealed record ModelComparison
{
    /// <summary>The version that was current.</summary>
    public required VersionId Current { get; init; }

    /// <summary>Photos of the new version's test split.</summary>
    public required int TestPhotos { get; init; }

    /// <summary>Those that both were compared on.</summary>
    public required int Photos { get; init; }

    /// <summary>Groups that the interval resamples.</summary>
    public int Groups { get; init; }

    /// <summary>Balanced accuracy of the new version on them; null where there are none.</summary>
    public double? NewBalancedAccuracy { get; init; }

    /// <summary>Balanced accuracy of the current version on them; null where there are none.</summary>
    public double? CurrentBalancedAccuracy { get; init; }

    /// <summary>New minus current, with a paired interval over groups; null where there are none.</summary>
    public Estimate? Difference { get; init; }

    /// <summary>McNemar's exact test of the photos that only one of them got right; null where there are none.</summary>
    public double? McNemarPValue { get; init; }

    /// <summary>Why they can't be compared; null where they were.</summary>
    public string? Fault { get; init; }
}
