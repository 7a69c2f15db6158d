namespace PhotoScore.Core.Datasets.Tables;

/// <summary>One page that a source listed.</summary>
/// <param name="Candidates">Its candidates.</param>
/// <param name="NextPage">What the source needs to list the page after it; null on the last page.</param>
public sealed record CandidatePage(IReadOnlyList<Candidate> Candidates, string? NextPage);

/// <summary>
/// <c>candidates/00000.parquet</c>: a page and the token of the next one in one blob, so that they are committed together.
/// Columns: key, id, url, source, author, givenLabel, and <c>metric.{name}</c> for each metric; the token is in the file's key-value metadata.
/// </summary>
public static class CandidatePages
{
    private const string NextPage = "photoscore.nextPage";

    /// <summary>Writes a page, in the order listed: which candidates <c>maxPhotos</c> takes is a matter of the source's own order.</summary>
    public static Task WriteAsync(Stream stream, CandidatePage page, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(page);
        Column<Candidate>[] columns =
        [
            .. CandidateColumns.Of<Candidate>(row => row),
            CandidateColumns.GivenLabel<Candidate>(row => row),
            .. CandidateColumns.Metrics(row => row, page.Candidates),
        ];
        var notes = new Dictionary<string, string>();
        if (page.NextPage is { } token) notes[NextPage] = token;
        return TableFile.WriteAsync(stream, columns, page.Candidates, notes, cancellation);
    }

    /// <summary>Reads a page back.</summary>
    /// <param name="stream">Seekable.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static async Task<CandidatePage> ReadAsync(Stream stream, CancellationToken cancellation = default)
    {
        var notes = await TableFile.NotesAsync(stream, cancellation);
        var rows = await TableFile.ReadAsync<Candidate>(stream, async group => await CandidateColumns.ReadAsync(group), cancellation).ToListAsync(cancellation);
        return new CandidatePage(rows, notes.GetValueOrDefault(NextPage));
    }
}
