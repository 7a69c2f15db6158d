using PhotoScore.Core.Datasets.Assembling;
using PhotoScore.Core.Datasets.Labelling;

namespace PhotoScore.Core.Datasets.Reporting;

/// <summary>Chooses the clusters of duplicates that a report shows.</summary>
internal static class ClusterChoice
{
    private const int MostClusters = 8;
    private const int MostMembers = 6;

    /// <summary>The largest clusters; among clusters of one size those whose first key sorts first.</summary>
    /// <param name="photos">Sorted by key.</param>
    /// <param name="clusters">For each photo the smallest position in its cluster.</param>
    /// <param name="decisions">For each photo its label.</param>
    /// <param name="verdicts">For each photo why it is not in the dataset; null when it is.</param>
    public static ClusterExamples Of(
        IReadOnlyList<StoredPhoto> photos, IReadOnlyList<int> clusters, IReadOnlyList<LabelDecision> decisions, IReadOnlyList<Verdict?> verdicts)
    {
        var several = Enumerable.Range(0, photos.Count).GroupBy(i => clusters[i]).Select(group => group.ToArray()).Where(members => members.Length > 1).ToList();
        var conflicts = several.ToLookup(members => members.Select(i => decisions[i].Label).OfType<int>().Distinct().Count() > 1);
        return new ClusterExamples(
            several.Count, several.Sum(members => members.Length), conflicts[true].Count(), Examples(conflicts[false]), Examples(conflicts[true]));

        ClusterExample[] Examples(IEnumerable<int[]> all) =>
            [.. all.OrderByDescending(members => members.Length).ThenBy(members => members[0]).Take(MostClusters).Select(Example)];

        ClusterExample Example(int[] members) => new(members.Length, [.. OfEachLabel(members).Select(Member)]);

        // The first of each label, then the second of each, so that a conflict is seen in a large cluster too.
        IEnumerable<int> OfEachLabel(int[] members) => members
            .GroupBy(i => decisions[i].Label)
            .SelectMany(label => label.Index())
            .OrderBy(member => member.Index).ThenBy(member => member.Item)
            .Take(MostMembers).Select(member => member.Item).Order();

        ClusterMember Member(int i) =>
            new(photos[i].Candidate, photos[i].Facts, photos[i].Tar, decisions[i].Label, verdicts[i]?.Outcome ?? Outcomes.Kept);
    }
}
