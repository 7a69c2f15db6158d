using System.Runtime.CompilerServices;
using System.Text;
using PhotoScore.Core.Datasets.Recipes;

namespace PhotoScore.Functions.Datasets.Listing;

/// <summary>Reads CSV as RFC 4180 has it: a header, commas, double quotes around what holds a comma, a quote or a line break.</summary>
internal static class CsvRows
{
    // A quote that is never closed would otherwise swallow the rest of the file into memory.
    private const int LongestRecord = 1 << 20;

    public static async IAsyncEnumerable<UrlItem> ReadAsync(Stream csv, UrlsSource source, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var reader = new StreamReader(csv, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16, leaveOpen: true);
        List<string>? header = null;
        var number = 0;
        await foreach (var record in RecordsAsync(reader, cancellation))
        {
            if (header is null)
            {
                header = [.. record.Select(name => name.Trim())];
                if (!header.Contains(source.UrlColumn))
                    throw new InvalidDataException($"its header has no column '{source.UrlColumn}', it has {string.Join(", ", header)}; name the right one as urlColumn.");
                continue;
            }
            number++;
            if (record.Count > header.Count)
                throw new InvalidDataException($"row {number} has {record.Count} values for {header.Count} columns; put values that hold a comma into double quotes.");
            var row = new UrlRow(source);
            for (var i = 0; i < record.Count; i++)
                row.Add(header[i], record[i]);
            yield return row.ToItem(number);
        }
    }

    private static async IAsyncEnumerable<List<string>> RecordsAsync(StreamReader reader, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var record = new StringBuilder();
        while (await reader.ReadLineAsync(cancellation) is { } line)
        {
            record.Append(line);
            if (record.Length > LongestRecord)
                throw new InvalidDataException($"a row is longer than {LongestRecord} characters; is a double quote never closed?");
            // An odd number of quotes: the record goes on in the next line.
            if (Quotes(record) % 2 == 1)
            {
                record.Append('\n');
                continue;
            }
            if (record.Length > 0)
                yield return Split(record.ToString());
            record.Clear();
        }
        if (record.Length > 0)
            throw new InvalidDataException("its last row has a double quote that is never closed.");
    }

    private static int Quotes(StringBuilder text)
    {
        var quotes = 0;
        foreach (var chunk in text.GetChunks())
            quotes += chunk.Span.Count('"');
        return quotes;
    }

    private static List<string> Split(string record)
    {
        var values = new List<string>();
        var value = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < record.Length; i++)
        {
            var c = record[i];
            if (quoted && c == '"' && i + 1 < record.Length && record[i + 1] == '"')
                value.Append(record[++i]);
            else if (c == '"')
                quoted = !quoted;
            else if (c == ',' && !quoted)
                Take();
            else
                value.Append(c);
        }
        Take();
        return values;

        void Take()
        {
            values.Add(value.ToString());
            value.Clear();
        }
    }
}
