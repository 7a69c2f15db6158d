using PhotoScore.Core.Datasets.Assembling;
using PhotoScore.Core.Evaluation;

namespace PhotoScore.Core.Datasets.Tables;

/// <summary>A photo of a finished dataset.</summary>
/// <param name="Photo">The photo, its label and its split.</param>
/// <param name="Shard">The name of its shard below <c>shards/</c>.</param>
/// <param name="Offset">Where its JPEG begins in the shard.</param>
/// <param name="Length">How many bytes its JPEG has.</param>
public sealed record PhotoRow(AssembledPhoto Photo, string Shard, long Offset, long Length);

/// <summary>Where a photo's JPEG lies.</summary>
/// <param name="Shard">The name of its shard below <c>shards/</c>.</param>
/// <param name="Offset">Where it begins in the shard.</param>
/// <param name="Length">How many bytes it has.</param>
public sealed record PhotoPlace(string Shard, long Offset, long Length);

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

    /// <summary>Reads what tells known photos of one split, and no other column.</summary>
    /// <param name="stream">Seekable.</param>
    /// <param name="split">Which split.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static IAsyncEnumerable<KnownPhoto> ReadKnownAsync(Stream stream, Split split, CancellationToken cancellation = default) =>
        TableFile.ReadAsync(stream, group => ReadKnownAsync(group, split.Name()), cancellation);

    /// <summary>Where one photo's JPEG lies; null when there is no such photo.</summary>
    /// <param name="stream">Seekable.</param>
    /// <param name="key">The photo's key.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static Task<PhotoPlace?> FindAsync(Stream stream, string key, CancellationToken cancellation = default) =>
        TableFile.ReadAsync(stream, group => FindAsync(group, key), cancellation).FirstOrDefaultAsync(cancellation).AsTask();

    private static async Task<IReadOnlyList<KnownPhoto>> ReadKnownAsync(RowGroup group, string split)
    {
        var keys = await group.TextAsync("key");
        var hashes = await group.TextAsync("dhash");
        var labels = await group.NumbersAsync<int>("label");
        var splits = await group.TextAsync("split");
        return [.. Enumerable.Range(0, keys.Length).Where(i => splits[i] == split).Select(i => new KnownPhoto(keys[i], HashText.Parse(hashes[i]), labels[i]))];
    }

    private static async Task<IReadOnlyList<PhotoPlace>> FindAsync(RowGroup group, string key)
    {
        var at = Array.BinarySearch(await group.TextAsync("key"), key, StringComparer.Ordinal);
        if (at < 0)
            return [];
        var shards = await group.TextAsync("shard");
        var offsets = await group.NumbersAsync<long>("offset");
        var lengths = await group.NumbersAsync<long>("length");
        return [new PhotoPlace(shards[at], offsets[at], lengths[at])];
    }

    private static async Task<IReadOnlyList<PhotoRow>> ReadGroupAsync(RowGroup group)
    {
        var photos = await PhotoColumns.ReadAsync(group);
        var shards = await group.TextAsync("shard");
        var offsets = await group.NumbersAsync<long>("offset");
        var lengths = await group.NumbersAsync<long>("length");
        return [.. photos.Select((photo, i) => new PhotoRow(photo, shards[i], offsets[i], lengths[i]))];
    }
}
