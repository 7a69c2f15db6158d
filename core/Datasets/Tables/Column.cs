using Parquet;
using Parquet.Schema;

namespace PhotoScore.Core.Datasets.Tables;

/// <summary>One column of a table: its name and type, and how its values come from rows.</summary>
internal abstract class Column<TRow>(DataField field, Field? inSchema = null)
{
    /// <summary>What holds the values.</summary>
    public DataField Field { get; } = field;

    /// <summary>What stands in the schema: the same, unless the values are parts of something larger.</summary>
    public Field InSchema { get; } = inSchema ?? field;

    public abstract Task WriteAsync(ParquetRowGroupWriter group, IReadOnlyList<TRow> rows, CancellationToken cancellation);
}

/// <summary>A column of UTF-8 text.</summary>
internal sealed class TextColumn<TRow>(string name, Func<TRow, string?> value, bool nullable = false)
    : Column<TRow>(new DataField(name, typeof(string), nullable))
{
    public override Task WriteAsync(ParquetRowGroupWriter group, IReadOnlyList<TRow> rows, CancellationToken cancellation)
    {
        var values = new string?[rows.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = value(rows[i]);
        return group.WriteAsync(Field, values!);
    }
}

/// <summary>A column of bytes that every row has.</summary>
internal sealed class BytesColumn<TRow>(string name, Func<TRow, byte[]> value) : Column<TRow>(new DataField(name, typeof(byte[]), false))
{
    public override Task WriteAsync(ParquetRowGroupWriter group, IReadOnlyList<TRow> rows, CancellationToken cancellation) =>
        group.WriteAsync(Field, rows.Select(value).ToArray());
}

/// <summary>A column of numbers that every row has.</summary>
internal sealed class NumberColumn<TRow, T>(string name, Func<TRow, T> value) : Column<TRow>(new DataField(name, typeof(T), false))
    where T : struct
{
    public override Task WriteAsync(ParquetRowGroupWriter group, IReadOnlyList<TRow> rows, CancellationToken cancellation)
    {
        var values = new T[rows.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = value(rows[i]);
        return group.WriteAsync<T>(Field, values, cancellationToken: cancellation);
    }
}

/// <summary>A column of numbers that some rows lack.</summary>
internal sealed class NullableNumberColumn<TRow, T>(string name, Func<TRow, T?> value) : Column<TRow>(new DataField(name, typeof(T), true))
    where T : struct
{
    public override Task WriteAsync(ParquetRowGroupWriter group, IReadOnlyList<TRow> rows, CancellationToken cancellation)
    {
        var values = new T?[rows.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = value(rows[i]);
        return group.WriteAsync<T>(Field, (ReadOnlyMemory<T?>)values, cancellationToken: cancellation);
    }
}
