using System.Runtime.CompilerServices;
using Parquet;
using Parquet.Schema;

namespace PhotoScore.Core.Datasets.Tables;

/// <summary>Writes and reads Parquet files of rows. The same rows give the same bytes: nothing of the clock or the machine goes in.</summary>
internal static class TableFile
{
    /// <summary>Rows of a group at most: what a reader holds in memory at once.</summary>
    public const int RowsPerGroup = 65_536;

    private static readonly IReadOnlyDictionary<string, string> NoNotes = new Dictionary<string, string>();

    /// <summary>Writes rows in the order given, in groups of bounded size.</summary>
    public static Task WriteAsync<TRow>(
        Stream stream, IReadOnlyList<Column<TRow>> columns, IReadOnlyList<TRow> rows, IReadOnlyDictionary<string, string>? notes, CancellationToken cancellation) =>
        WriteGroupsAsync(stream, columns, rows.Chunk(RowsPerGroup), notes, cancellation);

    /// <summary>Writes each group as one row group.</summary>
    public static async Task WriteGroupsAsync<TRow>(
        Stream stream, IReadOnlyList<Column<TRow>> columns, IEnumerable<IReadOnlyList<TRow>> groups, IReadOnlyDictionary<string, string>? notes,
        CancellationToken cancellation)
    {
        var schema = new ParquetSchema(columns.Select(column => column.InSchema));
        await using var writer = await ParquetWriter.CreateAsync(schema, stream, cancellationToken: cancellation);
        writer.CustomMetadata = notes ?? NoNotes;
        foreach (var rows in groups)
        {
            using var group = writer.CreateRowGroup();
            foreach (var column in columns)
                await column.WriteAsync(group, rows, cancellation);
            group.CompleteValidate();
        }
    }

    /// <summary>The notes that were written beside the rows.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> NotesAsync(Stream stream, CancellationToken cancellation)
    {
        await using var reader = await ParquetReader.CreateAsync(stream, leaveStreamOpen: true, cancellationToken: cancellation);
        return reader.CustomMetadata;
    }

    /// <summary>Reads group by group, so that a table of millions of rows is never in memory as a whole.</summary>
    public static async IAsyncEnumerable<TRow> ReadAsync<TRow>(
        Stream stream, Func<RowGroup, Task<IReadOnlyList<TRow>>> rows, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var reader = await ParquetReader.CreateAsync(stream, leaveStreamOpen: true, cancellationToken: cancellation);
        for (var i = 0; i < reader.RowGroupCount; i++)
        {
            foreach (var row in await ReadGroupAsync(reader, i, rows, cancellation))
                yield return row;
        }
    }

    /// <summary>Reads one group.</summary>
    public static async Task<IReadOnlyList<TRow>> ReadGroupAsync<TRow>(
        ParquetReader reader, int index, Func<RowGroup, Task<IReadOnlyList<TRow>>> rows, CancellationToken cancellation)
    {
        using var group = reader.OpenRowGroupReader(index);
        return await rows(new RowGroup(group, reader.Schema, cancellation));
    }
}
