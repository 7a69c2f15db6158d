using System.Globalization;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Tables;
using PhotoScore.Functions.Datasets.Listing.Apis;

namespace PhotoScore.Functions.Datasets.Listing;

/// <summary>What became of one entry of a list.</summary>
/// <param name="Candidate">The entry as a candidate.</param>
/// <param name="Outcome">The ledger's word for one that can't be fetched; null for one that can.</param>
/// <param name="Detail">The reason in words.</param>
/// <param name="Asked">Whether an API had to be asked.</param>
internal sealed record ListedEntry(Candidate Candidate, string? Outcome = null, string? Detail = null, bool Asked = true);

/// <summary>Lists entries that an API must be asked about one by one; what was learnt when it asks to wait is a shorter page.</summary>
internal static class Stepwise
{
    // So many calls take an activity about a minute, and are all that a crash costs.
    private const int AskedAPage = 100;
    private const int EntriesAPage = 100_000;

    /// <summary>A page that begins at an entry; its token is the index of the next page's first entry.</summary>
    public static async Task<CandidatePage> ListAsync<T>(
        IReadOnlyList<T> entries, int from, int room, Func<T, Task<ListedEntry>> resolve)
    {
        var candidates = new List<Candidate>();
        var skipped = new List<LedgerEntry>();
        var (next, asked) = (from, 0);
        for (; next < entries.Count && asked < AskedAPage && next - from < EntriesAPage && candidates.Count < room; next++)
        {
            ListedEntry entry;
            try
            {
                entry = await resolve(entries[next]);
            }
            catch (Exception e) when (e is NotYetException or ApiUnavailableException && next > from)
            {
                break;
            }
            if (entry.Asked)
                asked++;
            if (entry.Outcome is { } outcome)
                skipped.Add(new LedgerEntry(entry.Candidate, outcome, entry.Detail, Photo: null));
            else
                candidates.Add(entry.Candidate);
        }
        return new CandidatePage(candidates, next < entries.Count ? next.ToString(CultureInfo.InvariantCulture) : null) { Skipped = skipped };
    }
}
