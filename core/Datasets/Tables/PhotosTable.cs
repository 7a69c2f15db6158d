using PhotoScore.Core.Datasets.Assembling;

namespace PhotoScore.Core.Datasets.Tables;

/// <summary>A photo of a finished dataset.</summary>
/// <param name="Photo">The photo, its label and its split.</param>
/// <param name="Shard">The name of its shard below <c>shards/</c>.</param>
/// <param name="Offset">Where its JPEG begins in the shard.</param>
/// <param name="Length">How many bytes its JPEG has.</param>
public sealed record PhotoRow(AssembledPhoto Photo, string Shard, long Offset, long Length);

/// <summary>
/// <c>photos.parquet</c>: every kept photo, sorted by key. Columns key, id, url, source, author, sha256, bytes, format, dhash, phash, dhashMirror, phashMirror, pdq, pdqMirror, pdqQuality (the last five null unless the recipe asks for them), width, height, score (null
/// unless labels come from scores), label (an index into the manifest's classes), split, cluster (the smallest key among its
/// duplicates, kept or not), shard, offset, length, and <c>metric.{name}</c> for each metric.
/// </summary>
public static class PhotosTable
{
    /// <summary>Writes the photos.</summary>
    /// <exception cref="InvalidDataException">A key occurs twice.</exception>
    public static Task WriteAsync(Stream stream, IReadOnlyList<PhotoRow> photos, CancellationToken cancellation = default)
    {
        Column<PhotoRow>[] columns =
        [
            .. PhotoColumns.Of<PhotoRow>(row => row.Photo),
            new TextColumn<PhotoRow>("shard", row => row.Shard),
            new NumberColumn<PhotoRow, long>("offset", row => row.Offset),
            new NumberColumn<PhotoRow, long>("length", row => row.Length),
            .. CandidateColumns.Metrics(row => row.Photo.Candidate, photos),
        ];
        return TableFile.WriteAsync(stream, columns, SortedRows.ByKey(photos, row => row.Photo.Key), null, cancellation);
    }

    /// <summary>Reads the photos in the order of keys, a group of rows at a time. Where a photo lay in a chunk is not in the table.</summary>
    /// <param name="stream">Seekable.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static IAsyncEnumerable<PhotoRow> ReadAsync(Stream stream, CancellationToken cancellation = default) =>
        TableFile.ReadAsync(stream, ReadGroupAsync, cancellation);

    private static async Task<IReadOnlyList<PhotoRow>> ReadGroupAsync(RowGroup group)
    {
        var photos = await PhotoColumns.ReadAsync(group);
        var shards = await group.TextAsync("shard");
        var offsets = await group.NumbersAsync<long>("offset");
        var lengths = await group.NumbersAsync<long>("length");
        return [.. photos.Select((photo, i) => new PhotoRow(photo, shards[i], offsets[i], lengths[i]))];
    }
}
