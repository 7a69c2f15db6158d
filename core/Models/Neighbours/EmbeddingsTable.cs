using System.Buffers.Binary;
using PhotoScore.Core.Datasets.Tables;

namespace PhotoScore.Core.Models.Neighbours;

/// <summary>
/// <c>embeddings.parquet</c>: photos of the train split, sorted by key. Columns key, label, and embedding (bytes: little-endian float16, so half the numbers' count
/// of a model's <c>embeddingLength</c> twice over; <c>numpy.frombuffer(value, "&lt;f2")</c> reads one).
/// </summary>
public static class EmbeddingsTable
{
    /// <summary>Photos of a table at most: of a larger train split a seeded sample.</summary>
    public const int MostPhotos = 20_000;

    // 8 MB of 2,048 numbers each: what a reader holds besides what it keeps.
    private const int RowsPerGroup = 2_048;

    /// <summary>Writes the rows.</summary>
    /// <exception cref="InvalidDataException">A key occurs twice.</exception>
    public static Task WriteAsync(Stream stream, IReadOnlyList<EmbeddingRow> rows, CancellationToken cancellation = default)
    {
        Column<EmbeddingRow>[] columns =
        [
            new TextColumn<EmbeddingRow>("key", row => row.Key),
            new NumberColumn<EmbeddingRow, int>("label", row => row.Label),
            new BytesColumn<EmbeddingRow>("embedding", row => Bytes(row.Embedding)),
        ];
        return TableFile.WriteGroupsAsync(stream, columns, SortedRows.ByKey(rows, row => row.Key).Chunk(RowsPerGroup), null, cancellation);
    }

    /// <summary>Reads the rows in the order of keys, a group of them at a time.</summary>
    /// <param name="stream">Seekable.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static IAsyncEnumerable<EmbeddingRow> ReadAsync(Stream stream, CancellationToken cancellation = default) =>
        TableFile.ReadAsync(stream, ReadGroupAsync, cancellation);

    private static async Task<IReadOnlyList<EmbeddingRow>> ReadGroupAsync(RowGroup group)
    {
        var keys = await group.TextAsync("key");
        var labels = await group.NumbersAsync<int>("label");
        var embeddings = await group.BytesAsync("embedding");
        return [.. keys.Select((key, i) => new EmbeddingRow(key, labels[i], Halves(embeddings[i])))];
    }

    private static byte[] Bytes(Half[] values)
    {
        var bytes = new byte[values.Length * 2];
        for (var i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteHalfLittleEndian(bytes.AsSpan(i * 2), values[i]);
        return bytes;
    }

    private static Half[] Halves(byte[] bytes)
    {
        if (bytes.Length % 2 != 0)
            throw new InvalidDataException($"An embedding of {bytes.Length} bytes is not one of float16 numbers.");
        var values = new Half[bytes.Length / 2];
        for (var i = 0; i < values.Length; i++)
            values[i] = BinaryPrimitives.ReadHalfLittleEndian(bytes.AsSpan(i * 2));
        return values;
    }
}
