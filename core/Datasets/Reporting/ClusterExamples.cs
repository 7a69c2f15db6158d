namespace PhotoScore.Core.Datasets.Reporting;

/// <summary>A photo of a cluster of duplicates, in the dataset or not.</summary>
/// <param name="Candidate">The candidate that it was.</param>
/// <param name="Facts">Its hashes and size; offset and length are those in <paramref name="Tar"/>.</param>
/// <param name="Tar">The blob of the chunk that holds its JPEG.</param>
/// <param name="Label">Its class before conflicts were resolved; null when it has none.</param>
/// <param name="Outcome">What became of it, as in the ledger.</param>
public sealed record ClusterMember(Candidate Candidate, PhotoFacts Facts, string Tar, int? Label, string Outcome);

/// <summary>Photos that are the same.</summary>
/// <param name="Photos">How many there are.</param>
/// <param name="Members">Some of them, the first in the order of keys; where labels differ, some of each label.</param>
public sealed record ClusterExample(int Photos, IReadOnlyList<ClusterMember> Members);

/// <summary>How many duplicates were found, and the clusters that a person should look at. Bounded, however many photos there are.</summary>
/// <param name="Clusters">How many clusters of two photos or more.</param>
/// <param name="Photos">How many photos lie in them.</param>
/// <param name="ConflictingClusters">How many of the clusters hold different labels.</param>
/// <param name="Largest">The largest clusters whose labels agree, the largest first.</param>
/// <param name="Conflicts">The largest clusters whose labels differ, the largest first.</param>
public sealed record ClusterExamples(
    int Clusters, int Photos, int ConflictingClusters, IReadOnlyList<ClusterExample> Largest, IReadOnlyList<ClusterExample> Conflicts)
{
    /// <summary>No duplicates.</summary>
    public static ClusterExamples None { get; } = new(0, 0, 0, [], []);
}
