namespace PhotoScore.Core.Datasets.Tables;

/// <summary>One page that a source listed.</summary>
/// <param name="Candidates">Its candidates.</param>
/// <param name="NextPage">What the source needs to list the page after it; null on the last page.</param>
public sealed record CandidatePage(IReadOnlyList<Candidate> Candidates, string? NextPage)
{
    /// <summary>What the source listed and could not make a candidate of, or left out by a rule of its own, each with the outcome that the ledger gives it.</summary>
    public IReadOnlyList<LedgerEntry> Skipped { get; init; } = [];
}

/// <summary>
/// <c>candidates/00000.parquet</c>: a page and the token of the next one in one blob, so that they are committed together.
/// Columns: key, id, url, source, author, page, title, license, givenLabel, outcome and detail (null but for what the source skipped), and <c>metric.{name}</c> for each metric; the token is in the file's key-value metadata.
/// </summary>
public static class CandidatePages
{
    private const string NextPage = "photoscore.nextPage";

    /// <summary>Writes a page, in the order listed: which candidates <c>maxPhotos</c> takes is a matter of the source's own order.</summary>
    public static Task WriteAsync(Stream stream, CandidatePage page, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(page);
        Row[] rows = [.. page.Candidates.Select(candidate => new Row(candidate, null, null)), .. page.Skipped.Select(entry => new Row(entry.Candidate, entry.Outcome, entry.Detail))];
        Column<Row>[] columns =
        [
            .. CandidateColumns.Of<Row>(row => row.Candidate),
            CandidateColumns.GivenLabel<Row>(row => row.Candidate),
            new TextColumn<Row>("outcome", row => row.Outcome, nullable: true),
            new TextColumn<Row>("detail", row => row.Detail, nullable: true),
            .. CandidateColumns.Metrics(row => row.Candidate, rows),
        ];
        var notes = new Dictionary<string, string>();
        if (page.NextPage is { } token) notes[NextPage] = token;
        return TableFile.WriteAsync(stream, columns, rows, notes, cancellation);
    }

    /// <summary>Reads a page back.</summary>
    /// <param name="stream">Seekable.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static async Task<CandidatePage> ReadAsync(Stream stream, CancellationToken cancellation = default)
    {
        var notes = await TableFile.NotesAsync(stream, cancellation);
        var rows = await TableFile.ReadAsync(stream, ReadGroupAsync, cancellation).ToListAsync(cancellation);
        return new CandidatePage([.. rows.Where(row => row.Outcome is null).Select(row => row.Candidate)], notes.GetValueOrDefault(NextPage))
        {
            Skipped = [.. rows.Where(row => row.Outcome is not null).Select(row => new LedgerEntry(row.Candidate, row.Outcome!, row.Detail, null))],
        };
    }

    private static async Task<IReadOnlyList<Row>> ReadGroupAsync(RowGroup group)
    {
        var candidates = await CandidateColumns.ReadAsync(group);
        var outcomes = await group.OptionalTextAsync("outcome");
        var details = await group.OptionalTextAsync("detail");
        return [.. candidates.Select((candidate, i) => new Row(candidate, outcomes[i], details[i]))];
    }

    private sealed record Row(Candidate Candidate, string? Outcome, string? Detail);
}
