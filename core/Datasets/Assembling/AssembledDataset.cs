using PhotoScore.Core.Datasets.Findings;
using PhotoScore.Core.Datasets.Reporting;

namespace PhotoScore.Core.Datasets.Assembling;

/// <summary>A photo that is in the dataset.</summary>
/// <param name="Candidate">The candidate that it was.</param>
/// <param name="Facts">Its hashes and size; offset and length are those in <paramref name="Tar"/>.</param>
/// <param name="Tar">The blob of the chunk that holds its JPEG.</param>
/// <param name="Score">Its score; null unless labels come from scores.</param>
/// <param name="Label">An index into <see cref="AssembledDataset.Classes"/>.</param>
/// <param name="Split">What it is used for.</param>
/// <param name="Cluster">The smallest key among its duplicates, kept or not; its own when it has none.</param>
public sealed record AssembledPhoto(
    Candidate Candidate, PhotoFacts Facts, string Tar, double? Score, int Label, Split Split, string Cluster)
{
    /// <summary>The candidate's key.</summary>
    public string Key => Candidate.Key;
}

/// <summary>What is in a dataset, and what became of everything else.</summary>
/// <param name="Photos">Every kept photo, sorted by key.</param>
/// <param name="Ledger">Every candidate, sorted by key.</param>
/// <param name="Classes">The names of the classes.</param>
/// <param name="Thresholds">The thresholds between the classes, rising; empty unless labels come from scores.</param>
public sealed record AssembledDataset(
    IReadOnlyList<AssembledPhoto> Photos, IReadOnlyList<LedgerEntry> Ledger, IReadOnlyList<string> Classes, IReadOnlyList<double> Thresholds)
{
    /// <summary>What was learned of the photos and their labels.</summary>
    public DatasetFindings Findings { get; init; } = new();

    /// <summary>The clusters of duplicates that the report shows.</summary>
    public ClusterExamples Clusters { get; init; } = ClusterExamples.None;

    /// <summary>How many candidates had each outcome, sorted by outcome.</summary>
    public IReadOnlyDictionary<string, int> Outcomes { get; } = new SortedDictionary<string, int>(
        Ledger.CountBy(entry => entry.Outcome).ToDictionary(), StringComparer.Ordinal);
}
