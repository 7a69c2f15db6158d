using System.Collections.Immutable;

namespace PhotoScore.Core.Datasets.Tables;

/// <summary>The columns that every table of candidates begins with, and one nullable column <c>metric.{name}</c> for each metric that occurs.</summary>
internal static class CandidateColumns
{
    private const string MetricPrefix = "metric.";

    public static IEnumerable<Column<TRow>> Of<TRow>(Func<TRow, Candidate> candidate) =>
    [
        new TextColumn<TRow>("key", row => candidate(row).Key),
        new TextColumn<TRow>("id", row => candidate(row).Id),
        new TextColumn<TRow>("url", row => candidate(row).Url),
        new NumberColumn<TRow, int>("source", row => candidate(row).Source),
        new TextColumn<TRow>("author", row => candidate(row).Author, nullable: true),
        new TextColumn<TRow>("page", row => candidate(row).Page, nullable: true),
        new TextColumn<TRow>("title", row => candidate(row).Title, nullable: true),
        new TextColumn<TRow>("license", row => candidate(row).License, nullable: true),
    ];

    public static Column<TRow> GivenLabel<TRow>(Func<TRow, Candidate> candidate) =>
        new TextColumn<TRow>("givenLabel", row => candidate(row).GivenLabel, nullable: true);

    public static IEnumerable<Column<TRow>> Metrics<TRow>(Func<TRow, Candidate> candidate, IEnumerable<TRow> rows) =>
        rows.SelectMany(row => candidate(row).Metrics.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(name => new NullableNumberColumn<TRow, double>(
                MetricPrefix + name, row => candidate(row).Metrics.TryGetValue(name, out var value) ? value : null));

    public static async Task<Candidate[]> ReadAsync(RowGroup group)
    {
        var keys = await group.TextAsync("key");
        var ids = await group.TextAsync("id");
        var urls = await group.TextAsync("url");
        var sources = await group.NumbersAsync<int>("source");
        var authors = await group.OptionalTextAsync("author");
        var pages = await group.OptionalTextAsync("page");
        var titles = await group.OptionalTextAsync("title");
        var licenses = await group.OptionalTextAsync("license");
        var labels = group.Names.Contains("givenLabel") ? await group.OptionalTextAsync("givenLabel") : null;
        var metrics = await ReadMetricsAsync(group);

        var candidates = new Candidate[group.Rows];
        for (var i = 0; i < candidates.Length; i++)
        {
            candidates[i] = new Candidate
            {
                Key = keys[i],
                Id = ids[i],
                Url = urls[i],
                Source = sources[i],
                Author = authors[i],
                Page = pages[i],
                Title = titles[i],
                License = licenses[i],
                GivenLabel = labels?[i],
                Metrics = metrics(i),
            };
        }

        return candidates;
    }

    private static async Task<Func<int, IReadOnlyDictionary<string, double>>> ReadMetricsAsync(RowGroup group)
    {
        var columns = new List<(string Name, double?[] Values)>();
        foreach (var column in group.Names.Where(name => name.StartsWith(MetricPrefix, StringComparison.Ordinal)))
            columns.Add((column[MetricPrefix.Length..], await group.OptionalNumbersAsync<double>(column)));

        return row =>
        {
            Dictionary<string, double>? metrics = null;
            foreach (var (name, values) in columns)
            {
                if (values[row] is { } value)
                    (metrics ??= []).Add(name, value);
            }

            return metrics ?? (IReadOnlyDictionary<string, double>)ImmutableSortedDictionary<string, double>.Empty;
        };
    }
}
