namespace PhotoScore.Core.Datasets.Tables;

/// <summary><c>ledger.parquet</c>: every candidate and its outcome. Columns key, id, url, source, author, outcome, detail; sorted by key.</summary>
public static class LedgerTable
{
    private static readonly Column<LedgerEntry>[] Columns =
    [
        .. CandidateColumns.Of<LedgerEntry>(row => row.Candidate),
        new TextColumn<LedgerEntry>("outcome", row => row.Outcome),
        new TextColumn<LedgerEntry>("detail", row => row.Detail, nullable: true),
    ];

    /// <summary>Writes the ledger.</summary>
    /// <exception cref="InvalidDataException">A key occurs twice.</exception>
    public static Task WriteAsync(Stream stream, IReadOnlyList<LedgerEntry> entries, CancellationToken cancellation = default) =>
        TableFile.WriteAsync(stream, Columns, SortedRows.ByKey(entries, row => row.Candidate.Key), null, cancellation);

    /// <summary>Reads the ledger in the order of keys, a group of rows at a time; metrics, given labels and facts are not in it.</summary>
    /// <param name="stream">Seekable.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static IAsyncEnumerable<LedgerEntry> ReadAsync(Stream stream, CancellationToken cancellation = default) =>
        TableFile.ReadAsync(stream, ReadGroupAsync, cancellation);

    private static async Task<IReadOnlyList<LedgerEntry>> ReadGroupAsync(RowGroup group)
    {
        var candidates = await CandidateColumns.ReadAsync(group);
        var outcomes = await group.TextAsync("outcome");
        var details = await group.OptionalTextAsync("detail");
        return [.. candidates.Select((candidate, i) => new LedgerEntry(candidate, outcomes[i], details[i], null))];
    }
}
