using System.Globalization;
using System.Runtime.CompilerServices;
using Parquet;
using Parquet.Schema;
using PhotoScore.Core.Datasets.Recipes;

namespace PhotoScore.Functions.Datasets.Listing;

/// <summary>Reads Parquet: flat columns of text and numbers; others are passed over.</summary>
internal static class ParquetRows
{
    public static async IAsyncEnumerable<UrlItem> ReadAsync(Stream table, UrlsSource source, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var reader = await OpenAsync(table, cancellation);
        var fields = reader.Schema.DataFields.Where(field => field.MaxRepetitionLevel == 0).ToArray();
        if (!Array.Exists(fields, field => field.Name == source.UrlColumn))
            throw new InvalidDataException($"it has no column '{source.UrlColumn}', it has {string.Join(", ", fields.Select(field => field.Name))}; name the right one as urlColumn.");

        var number = 0;
        for (var g = 0; g < reader.RowGroupCount; g++)
        {
            using var group = reader.OpenRowGroupReader(g);
            var rows = new UrlRow[group.RowCount];
            for (var i = 0; i < rows.Length; i++)
                rows[i] = new UrlRow(source);
            foreach (var field in fields)
                await AddColumnAsync(group, field, rows, cancellation);
            foreach (var row in rows)
                yield return row.ToItem(++number);
        }
    }

    private static async Task<ParquetReader> OpenAsync(Stream table, CancellationToken cancellation)
    {
        try
        {
            return await ParquetReader.CreateAsync(table, leaveStreamOpen: true, cancellationToken: cancellation);
        }
        catch (Exception e) when (e is IOException or ParquetException)
        {
            throw new InvalidDataException("it is no Parquet file.", e);
        }
    }

    private static Task AddColumnAsync(ParquetRowGroupReader group, DataField field, UrlRow[] rows, CancellationToken cancellation)
    {
        // Parquet.Net calls text a span of characters, and reads it as strings all the same.
        if (field.ClrType == typeof(ReadOnlyMemory<char>) || field.ClrType == typeof(string)) return AddTextAsync(group, field, rows, cancellation);
        if (field.ClrType == typeof(int)) return AddNumbersAsync<int>(group, field, rows, cancellation);
        if (field.ClrType == typeof(long)) return AddNumbersAsync<long>(group, field, rows, cancellation);
        if (field.ClrType == typeof(float)) return AddNumbersAsync<float>(group, field, rows, cancellation);
        if (field.ClrType == typeof(double)) return AddNumbersAsync<double>(group, field, rows, cancellation);
        if (field.ClrType == typeof(short)) return AddNumbersAsync<short>(group, field, rows, cancellation);
        if (field.ClrType == typeof(uint)) return AddNumbersAsync<uint>(group, field, rows, cancellation);
        if (field.ClrType == typeof(ulong)) return AddNumbersAsync<ulong>(group, field, rows, cancellation);
        return Task.CompletedTask;
    }

    private static async Task AddTextAsync(ParquetRowGroupReader group, DataField field, UrlRow[] rows, CancellationToken cancellation)
    {
        var values = new string?[rows.Length];
        await group.ReadAsync(field, values.AsMemory(), cancellationToken: cancellation);
        for (var i = 0; i < rows.Length; i++)
        {
            if (values[i] is { } value)
                rows[i].Add(field.Name, value);
        }
    }

    private static async Task AddNumbersAsync<T>(ParquetRowGroupReader group, DataField field, UrlRow[] rows, CancellationToken cancellation)
        where T : struct, IFormattable
    {
        var values = new T?[rows.Length];
        await group.ReadAsync(field, values.AsMemory(), cancellationToken: cancellation);
        for (var i = 0; i < rows.Length; i++)
        {
            // As text, so that an id in a column of long integers keeps its last digits.
            if (values[i] is { } value)
                rows[i].Add(field.Name, value.ToString(null, CultureInfo.InvariantCulture));
        }
    }
}
