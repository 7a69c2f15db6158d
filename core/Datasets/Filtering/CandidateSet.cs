using PhotoScore.Core.Datasets.Tables;

namespace PhotoScore.Core.Datasets.Filtering;

/// <summary>All candidates of a build.</summary>
public static class CandidateSet
{
    /// <summary>Every candidate once, sorted by key. Sources list a photo twice when their pages shift; the first listing counts.</summary>
    /// <param name="pages">The pages of all sources, in the order of their numbers.</param>
    public static IReadOnlyList<Candidate> Of(IEnumerable<CandidatePage> pages) =>
        [.. pages.SelectMany(page => page.Candidates).DistinctBy(candidate => candidate.Key, StringComparer.Ordinal).OrderBy(candidate => candidate.Key, StringComparer.Ordinal)];
}
