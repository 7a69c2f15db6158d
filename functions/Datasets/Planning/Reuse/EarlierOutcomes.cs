using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Tables;
using PhotoScore.Functions.Datasets.Listing;

namespace PhotoScore.Functions.Datasets.Planning.Reuse;

/// <summary>Candidates divided into those that an earlier version settled and those that are to be fetched.</summary>
/// <param name="Open">To be fetched, in the order that they came in.</param>
/// <param name="Settled">The others, a chunk for each tar that holds their photos, and one for those without a photo.</param>
internal sealed record DividedCandidates(IReadOnlyList<Candidate> Open, IReadOnlyList<ChunkLedger> Settled);

/// <summary>What became of candidates in earlier versions.</summary>
/// <param name="holds">Whether an earlier outcome is to be taken over.</param>
internal sealed class EarlierOutcomes(Func<LedgerEntry, bool> holds)
{
    // By id and address: the position of a source in the recipe, and with it the key, may differ from version to version.
    private readonly Dictionary<(string Id, string Url), (LedgerEntry Entry, string? Tar)> _known = [];

    /// <summary>
    /// What a rebuild takes over: photos, and what checks and filters said of them. A download that failed is tried again, and photos in the
    /// user's own container are read again: they are near, and may have been replaced under the same name.
    /// </summary>
    public static EarlierOutcomes ForRebuild() => new(entry =>
        (entry.Outcome == Outcomes.Kept || OutcomeCatalog.Get(entry.Outcome).Step == OutcomeStep.Picture)
        && !entry.Candidate.Url.StartsWith(FolderLister.Scheme, StringComparison.Ordinal));

    /// <summary>What a repeat of failures takes over: all that can't end otherwise.</summary>
    public static EarlierOutcomes ForRetry() => new(entry => !OutcomeCatalog.MayPass(entry.Outcome));

    /// <summary>Adds a chunk of an earlier version; of two outcomes of one candidate the first that was added counts.</summary>
    public void Add(ChunkLedger chunk)
    {
        foreach (var entry in chunk.Entries.Where(holds))
            _known.TryAdd((entry.Candidate.Id, entry.Candidate.Url), (entry, entry.Photo is null ? null : chunk.Tar));
    }

    /// <summary>Divides candidates. Their metrics, labels and authors are today's; what was stored, and why not, is the earlier version's.</summary>
    public DividedCandidates Divide(IReadOnlyList<Candidate> candidates)
    {
        var (open, settled) = (new List<Candidate>(), new List<(LedgerEntry Entry, string? Tar)>());
        foreach (var candidate in candidates)
        {
            if (_known.TryGetValue((candidate.Id, candidate.Url), out var earlier))
                settled.Add((earlier.Entry with { Candidate = candidate }, earlier.Tar));
            else
                open.Add(candidate);
        }
        return new DividedCandidates(open, [.. settled
            .GroupBy(photo => photo.Tar, photo => photo.Entry)
            .OrderBy(chunk => chunk.Key, StringComparer.Ordinal)
            .Select(chunk => new ChunkLedger(chunk.Key, [.. chunk]))]);
    }
}
