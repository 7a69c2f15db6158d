using PhotoScore.Core.Datasets.Recipes;

namespace PhotoScore.Functions.Datasets.Listing;

/// <summary>Reads the rows of a table of URLs: CSV, JSON lines or Parquet, by its name's extension.</summary>
internal static class UrlTable
{
    /// <summary>The rows in the order of the file.</summary>
    /// <exception cref="InvalidDataException">The file is damaged or has no column of URLs; the message says which and where.</exception>
    public static IAsyncEnumerable<UrlItem> ReadAsync(Stream table, UrlsSource source, CancellationToken cancellation) =>
        Path.GetExtension(source.Blob) switch
        {
            ".csv" => CsvRows.ReadAsync(table, source, cancellation),
            ".jsonl" => JsonRows.ReadAsync(table, source, cancellation),
            ".parquet" => ParquetRows.ReadAsync(table, source, cancellation),
            var extension => throw new InvalidDataException($"'{extension}' is none of .csv, .jsonl and .parquet."),
        };
}
