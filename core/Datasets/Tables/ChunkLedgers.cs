namespace PhotoScore.Core.Datasets.Tables;

/// <summary>What became of one chunk of candidates.</summary>
/// <param name="Tar">The blob that holds the photos which were stored; null when none was.</param>
/// <param name="Entries">One entry for each candidate of the chunk.</param>
public sealed record ChunkLedger(string? Tar, IReadOnlyList<LedgerEntry> Entries);

/// <summary>
/// <c>chunks/00000.parquet</c>: the commit of a chunk. Columns of a candidate page, then outcome, detail, and (null unless the photo was
/// stored) sha256, bytes, format, the hashes of <see cref="HashColumns"/>, width, height, the channels' moments, offset, length; the tar's blob name is in the file's key-value metadata.
/// </summary>
public static class ChunkLedgers
{
    private const string Tar = "photoscore.tar";

    /// <summary>Writes a chunk, rows sorted by candidate key.</summary>
    /// <exception cref="InvalidDataException">A key occurs twice.</exception>
    public static Task WriteAsync(Stream stream, ChunkLedger chunk, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(chunk);
        Column<LedgerEntry>[] columns =
        [
            .. CandidateColumns.Of<LedgerEntry>(row => row.Candidate),
            CandidateColumns.GivenLabel<LedgerEntry>(row => row.Candidate),
            new TextColumn<LedgerEntry>("outcome", row => row.Outcome),
            new TextColumn<LedgerEntry>("detail", row => row.Detail, nullable: true),
            new TextColumn<LedgerEntry>("sha256", row => row.Photo?.Sha256, nullable: true),
            new NullableNumberColumn<LedgerEntry, long>("bytes", row => row.Photo?.Bytes),
            new TextColumn<LedgerEntry>("format", row => row.Photo?.Format, nullable: true),
            .. HashColumns.Of<LedgerEntry>(row => row.Photo, nullable: true),
            new NullableNumberColumn<LedgerEntry, int>("width", row => row.Photo?.Width),
            new NullableNumberColumn<LedgerEntry, int>("height", row => row.Photo?.Height),
            new NullableNumberColumn<LedgerEntry, long>("offset", row => row.Photo?.Offset),
            new NullableNumberColumn<LedgerEntry, long>("length", row => row.Photo?.Length),
            .. MomentColumns.Of<LedgerEntry>(row => row.Photo?.Moments),
            .. CandidateColumns.Metrics(row => row.Candidate, chunk.Entries),
        ];
        var notes = new Dictionary<string, string>();
        if (chunk.Tar is { } tar) notes[Tar] = tar;
        return TableFile.WriteAsync(stream, columns, SortedRows.ByKey(chunk.Entries, row => row.Candidate.Key), notes, cancellation);
    }

    /// <summary>Reads a chunk back.</summary>
    /// <param name="stream">Seekable.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static async Task<ChunkLedger> ReadAsync(Stream stream, CancellationToken cancellation = default)
    {
        var notes = await TableFile.NotesAsync(stream, cancellation);
        var rows = await TableFile.ReadAsync(stream, ReadGroupAsync, cancellation).ToListAsync(cancellation);
        return new ChunkLedger(notes.GetValueOrDefault(Tar), rows);
    }

    private static async Task<IReadOnlyList<LedgerEntry>> ReadGroupAsync(RowGroup group)
    {
        var candidates = await CandidateColumns.ReadAsync(group);
        var outcomes = await group.TextAsync("outcome");
        var details = await group.OptionalTextAsync("detail");
        var hashes = await group.OptionalTextAsync("sha256");
        var bytes = await group.OptionalNumbersAsync<long>("bytes");
        var formats = await group.OptionalTextAsync("format");
        var withHashes = await HashColumns.ReadAsync(group);
        var widths = await group.OptionalNumbersAsync<int>("width");
        var heights = await group.OptionalNumbersAsync<int>("height");
        var moments = await MomentColumns.ReadAsync(group);
        var offsets = await group.OptionalNumbersAsync<long>("offset");
        var lengths = await group.OptionalNumbersAsync<long>("length");

        var rows = new LedgerEntry[group.Rows];
        for (var i = 0; i < rows.Length; i++)
        {
            var photo = hashes[i] is not { } sha256 ? null : withHashes(i, new PhotoFacts
            {
                Sha256 = sha256,
                Bytes = bytes[i]!.Value,
                Format = formats[i]!,
                DHash = 0,
                PHash = 0,
                Width = widths[i]!.Value,
                Height = heights[i]!.Value,
                Moments = moments(i),
                Offset = offsets[i]!.Value,
                Length = lengths[i]!.Value,
            });
            rows[i] = new LedgerEntry(candidates[i], outcomes[i], details[i], photo);
        }

        return rows;
    }
}
