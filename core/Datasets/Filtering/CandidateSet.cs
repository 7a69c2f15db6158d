using PhotoScore.Core.Datasets.Tables;

namespace PhotoScore.Core.Datasets.Filtering;

/// <summary>All that the sources of a build listed, each photo once, sorted by key.</summary>
/// <param name="Candidates">The photos to go on with.</param>
/// <param name="Skipped">The ledger's rows of those that their source skipped.</param>
public sealed record CandidateSet(IReadOnlyList<Candidate> Candidates, IReadOnlyList<LedgerEntry> Skipped)
{
    /// <summary>Sources list a photo twice when their pages shift; the first listing counts, and one that can be fetched before one that was skipped.</summary>
    /// <param name="pages">The pages of all sources, in the order of their numbers.</param>
    public static CandidateSet Of(IReadOnlyList<CandidatePage> pages)
    {
        var candidates = Once(pages.SelectMany(page => page.Candidates), candidate => candidate.Key);
        var listed = candidates.Select(candidate => candidate.Key).ToHashSet(StringComparer.Ordinal);
        var skipped = pages.SelectMany(page => page.Skipped).Where(entry => !listed.Contains(entry.Candidate.Key));
        return new CandidateSet(candidates, Once(skipped, entry => entry.Candidate.Key));
    }

    private static T[] Once<T>(IEnumerable<T> rows, Func<T, string> key) =>
        [.. rows.DistinctBy(key, StringComparer.Ordinal).OrderBy(key, StringComparer.Ordinal)];
}
