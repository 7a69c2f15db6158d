using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using PhotoScore.Core.Datasets.Recipes;

namespace PhotoScore.Functions.Datasets.Listing;

/// <summary>Reads JSON lines: one object a line.</summary>
internal static class JsonRows
{
    public static async IAsyncEnumerable<UrlItem> ReadAsync(Stream lines, UrlsSource source, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var reader = new StreamReader(lines, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16, leaveOpen: true);
        var number = 0;
        while (await reader.ReadLineAsync(cancellation) is { } line)
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
                yield return Read(line, source, number);
        }
    }

    private static UrlItem Read(string line, UrlsSource source, int number)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var row = new UrlRow(source);
            foreach (var member in document.RootElement.EnumerateObject())
            {
                // The digits as they stand: as a double, a long id would lose its end.
                if (member.Value.ValueKind == JsonValueKind.Number)
                    row.Add(member.Name, member.Value.GetRawText());
                else if (member.Value.ValueKind == JsonValueKind.String)
                    row.Add(member.Name, member.Value.GetString()!);
            }
            return row.ToItem(number);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"line {number} is no JSON object.", e);
        }
    }
}
