using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Tables;
using PhotoScore.Core.Json;
using PhotoScore.Core.Storage;

namespace PhotoScore.Functions.Datasets.Listing.Archives;

/// <summary>
/// Lists the files of an archive in container <c>sources</c> as a folder's files are listed: each is a candidate, its first folder its class.
/// The first page looks at all names, to know the common root and the names that stand twice; later ones begin where the one before ended.
/// </summary>
internal static class ArchiveLister
{
    internal const int PageSize = 5_000;
    private const int MostDuplicates = 1_000;

    // Large enough for the headers of a dozen small photos, small enough to pass over large ones.
    private const int BufferSize = 256 << 10;

    public static async Task<CandidatePage> ListAsync(
        BlobContainerClient sources, string blob, SourceToList source, CancellationToken cancellation, int pageSize = PageSize)
    {
        try
        {
            BlobProperties properties = await sources.GetBlobClient(blob).GetPropertiesAsync(cancellationToken: cancellation);
            var known = source.Token is null ? null : JsonSerializer.Deserialize<Token>(source.Token, StoredJson.Compact)!;
            if (known is not null && known.Archive != properties.ETag.ToString())
                throw new BuildFaultException($"{Containers.Sources}/{blob} was replaced while it was listed; build again.");

            var options = new BlobOpenReadOptions(allowModifications: false) { BufferSize = BufferSize, Conditions = new BlobRequestConditions { IfMatch = properties.ETag } };
            await using var archive = await sources.GetBlobClient(blob).OpenReadAsync(options, cancellation);
            var entries = blob.EndsWith(".zip", StringComparison.OrdinalIgnoreCase)
                ? ZipEntries.ReadAsync(archive, blob, known?.From ?? 0, cancellation)
                : TarEntries.ReadAsync(archive, blob, known?.From ?? 0, cancellation);
            return known is null
                ? await FirstAsync(entries, source, properties.ETag, pageSize, cancellation)
                : await LaterAsync(entries, source, known, pageSize, cancellation);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            throw SourceTexts.Missing(blob, e);
        }
        catch (RequestFailedException e) when (e.Status == 412)
        {
            throw new BuildFaultException($"{Containers.Sources}/{blob} was replaced while it was listed; build again.", e);
        }
        catch (InvalidDataException e)
        {
            throw new BuildFaultException($"{Containers.Sources}/{blob} can't be read: {e.Message}", e);
        }
    }

    private static async Task<CandidatePage> FirstAsync(IAsyncEnumerable<ArchiveEntry> entries, SourceToList source, ETag archive, int pageSize, CancellationToken cancellation)
    {
        var root = new CommonRoot();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var twice = new List<long>();
        var page = new List<ArchiveEntry>();
        await foreach (var entry in entries.WithCancellation(cancellation))
        {
            // One more than the page holds: where the next one begins.
            if (page.Count <= pageSize)
                page.Add(entry);
            if (entry.Outcome is not null)
                continue;
            root.Add(entry.Name);
            if (!names.Add(entry.Name))
                twice.Add(entry.At);
            if (twice.Count > MostDuplicates)
                throw new InvalidDataException($"more than {MostDuplicates} of its names stand in it twice; pack the folder again.");
        }
        return ToPage(page, source, new Token(archive.ToString(), root.Found, 0, twice), pageSize);
    }

    private static async Task<CandidatePage> LaterAsync(IAsyncEnumerable<ArchiveEntry> entries, SourceToList source, Token token, int pageSize, CancellationToken cancellation) =>
        ToPage(await entries.Take(pageSize + 1).ToListAsync(cancellation), source, token, pageSize);

    private static CandidatePage ToPage(List<ArchiveEntry> entries, SourceToList source, Token token, int pageSize)
    {
        var twice = token.Duplicates.ToHashSet();
        var candidates = new List<Candidate>();
        var skipped = new List<LedgerEntry>();
        foreach (var entry in entries.Take(pageSize))
        {
            if (entry.Outcome is { } outcome)
                skipped.Add(new LedgerEntry(ToCandidate(entry, $"{entry.Name}#{entry.At}", source), outcome, entry.Detail, Photo: null));
            else if (twice.Contains(entry.At))
                skipped.Add(new LedgerEntry(ToCandidate(entry, $"{entry.Name}#{entry.At}", source), Outcomes.DuplicateName, "An earlier file of the archive has the same name; that one is taken.", Photo: null));
            else
                candidates.Add(ToCandidate(entry, token.Root is { } root ? entry.Name[root.Length..] : entry.Name, source));
        }
        var next = entries.Count > pageSize ? JsonSerializer.Serialize(token with { From = entries[pageSize].At }, StoredJson.Compact) : null;
        return new CandidatePage(candidates, next) { Skipped = skipped };
    }

    private static Candidate ToCandidate(ArchiveEntry entry, string id, SourceToList source)
    {
        var slash = id.IndexOf('/', StringComparison.Ordinal);
        return source.Candidate(id, entry.Url) with { GivenLabel = slash > 0 ? id[..slash] : null };
    }

    /// <summary>What a page leaves to the one after it.</summary>
    /// <param name="Archive">The version of the archive.</param>
    /// <param name="Root">The common root, with its slash.</param>
    /// <param name="From">Where the next page begins.</param>
    /// <param name="Duplicates">Where entries begin whose names were listed before.</param>
    private sealed record Token(string Archive, string? Root, long From, IReadOnlyList<long> Duplicates);
}
