using Parquet;
using Parquet.Schema;

namespace PhotoScore.Core.Datasets.Tables;

/// <summary>The columns of one row group, read by name.</summary>
internal sealed class RowGroup(ParquetRowGroupReader reader, ParquetSchema schema, CancellationToken cancellation)
{
    public int Rows { get; } = checked((int)reader.RowCount);

    public IEnumerable<string> Names => schema.DataFields.Select(column => column.Name);

    public async Task<string[]> TextAsync(string name)
    {
        var values = await OptionalTextAsync(name);
        return Array.IndexOf(values, null) < 0 ? (string[])values! : throw new InvalidDataException($"Column '{name}' lacks a value.");
    }

    public async Task<string?[]> OptionalTextAsync(string name)
    {
        var values = new string?[Rows];
        await reader.ReadAsync(Field(name), values.AsMemory(), cancellationToken: cancellation);
        return values;
    }

    public async Task<byte[][]> BytesAsync(string name)
    {
        var values = new byte[]?[Rows];
        await reader.ReadAsync(Field(name), values.AsMemory(), cancellationToken: cancellation);
        return Array.IndexOf(values, null) < 0 ? (byte[][])values! : throw new InvalidDataException($"Column '{name}' lacks a value.");
    }

    public async Task<T[]> NumbersAsync<T>(string name) where T : struct
    {
        var values = new T[Rows];
        await reader.ReadAsync(Field(name), values.AsMemory(), cancellationToken: cancellation);
        return values;
    }

    public async Task<T?[]> OptionalNumbersAsync<T>(string name) where T : struct
    {
        var values = new T?[Rows];
        await reader.ReadAsync(Field(name), values.AsMemory(), cancellationToken: cancellation);
        return values;
    }

    private DataField Field(string name) =>
        schema.DataFields.FirstOrDefault(column => column.Name == name)
        ?? throw new InvalidDataException($"The table has no column '{name}'; it holds {string.Join(", ", Names)}.");
}
