using System.Globalization;

namespace PhotoScore.Functions.Datasets.Chunks;

/// <summary>Counts outcomes while a chunk is under way.</summary>
internal sealed class ChunkTally
{
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    public void Count(string outcome)
    {
        lock (_counts)
            _counts[outcome] = _counts.GetValueOrDefault(outcome) + 1;
    }

    /// <summary>As a blob's metadata hold it: <c>http-404=3,kept=200</c>.</summary>
    public override string ToString()
    {
        lock (_counts)
            return string.Join(',', _counts.Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Key}={count.Value}")));
    }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static IEnumerable<(string Outcome, int Count)> Parse(string text) =>
        from pair in text.Split(',', StringSplitOptions.RemoveEmptyEntries)
        let end = pair.LastIndexOf('=')
        select (pair[..end], int.Parse(pair.AsSpan(end + 1), CultureInfo.InvariantCulture));
}
