using Parquet;
using Parquet.Schema;

namespace PhotoScore.Functions.Tests.Scorings;

/// <summary>A row of a part, as another reader of the format finds it: column by column, by name, whatever their order.</summary>
internal sealed record PartRow(IReadOnlyDictionary<string, object?> Values)
{
    public string Name => (string)(Values.GetValueOrDefault("name") ?? Values["key"])!;

    public string? Class => (string?)Values["class"];

    public string? ErrorCode => (string?)Values["errorCode"];

    public float? Yes => (float?)Values["probability.yes"];

    public static async Task<IReadOnlyList<PartRow>> ReadAsync(byte[] file, CancellationToken cancellation)
    {
        await using var reader = await ParquetReader.CreateAsync(new MemoryStream(file), cancellationToken: cancellation);
        using var group = reader.OpenRowGroupReader(0);
        var rows = Enumerable.Range(0, (int)group.RowCount).Select(_ => new Dictionary<string, object?>()).ToList();
        foreach (var field in reader.Schema.DataFields)
        {
            var values = await ColumnAsync(group, field, rows.Count, cancellation);
            foreach (var (i, row) in rows.Index())
                row[field.Path.FirstPart!] = values[i];
        }
        return [.. rows.Select(row => new PartRow(row))];
    }

    private static async Task<object?[]> ColumnAsync(ParquetRowGroupReader group, DataField field, int rows, CancellationToken cancellation)
    {
        if (field.MaxRepetitionLevel > 0)
            return await ListsAsync(group, field, rows, cancellation);
        if (field.ClrType == typeof(string))
        {
            var text = new string?[rows];
            await group.ReadAsync(field, text.AsMemory(), cancellationToken: cancellation);
            return text;
        }
        return field.ClrType == typeof(bool)
            ? await NumbersAsync<bool>(group, field, rows, cancellation)
            : await NumbersAsync<float>(group, field, rows, cancellation);
    }

    private static async Task<object?[]> NumbersAsync<T>(ParquetRowGroupReader group, DataField field, int rows, CancellationToken cancellation)
        where T : struct
    {
        var values = new T?[rows];
        await group.ReadAsync(field, values.AsMemory(), cancellationToken: cancellation);
        return [.. values.Select(value => (object?)value)];
    }

    private static async Task<object?[]> ListsAsync(ParquetRowGroupReader group, DataField field, int rows, CancellationToken cancellation)
    {
        using var raw = await group.ReadRawColumnDataBaseAsync(field, cancellation);
        var lists = new object?[rows];
        return lists;
    }
}
