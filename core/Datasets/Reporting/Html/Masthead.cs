using PhotoScore.Core.Reporting.Html;

namespace PhotoScore.Core.Datasets.Reporting.Html;

/// <summary>What dataset this is, its figures, and what is wrong with it.</summary>
internal static class Masthead
{
    public static Markup Of(DatasetReport report) => Markup.Of(
        $"""
        <header>
        <p class="over">Dataset report</p>
        <h1>{report.Dataset.Value} <span class="version">{report.Version.ToString()}</span></h1>
        <p class="facts">Recipe accepted <time datetime="{report.CreatedAt.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}">{report.CreatedAt.UtcDateTime:d MMMM yyyy, HH:mm} UTC</time><br />photos.parquet SHA-256 <code class="hash">{report.PhotosSha256}</code></p>
        <dl class="tiles">{Tiles(report).Select(tile => Markup.Of($"<div><dt>{tile.Name}</dt><dd>{tile.Value}</dd></div>\n"))}</dl>
        </header>
        {Warnings(report)}
        """);

    private static IEnumerable<(string Name, string Value)> Tiles(DatasetReport report)
    {
        yield return ("photos", Show.Count(report.Photos));
        yield return ("of candidates", $"{Show.Share(report.Photos, report.Candidates)}");
        yield return ("classes", Show.Count(report.ClassCount));
        foreach (var (i, split) in SplitNames.All.Index())
            yield return (split.Name(), Show.Count(report.Shards.Count < report.ShardCount ? report.Classes.Sum(one => one.Splits[i]) : report.Shards.Where(shard => shard.Split == split).Sum(shard => shard.Photos)));
    }

    private static Markup Warnings(DatasetReport report) => report.Findings.Warnings.Count == 0
        ? Markup.Of($"<p class=\"calm\">Nothing was found that speaks against training on this dataset.</p>\n")
        : Markup.Of(
            $"""
            <section class="warnings" aria-labelledby="warnings"><h2 id="warnings">{Show.Count(report.Findings.Warnings.Count, "warning", "warnings")}</h2>
            <ul>{report.Findings.Warnings.Select(warning => Markup.Of($"<li><code>{warning.Code}</code> {Parts.Foreign(warning.Message)}</li>\n"))}</ul></section>

            """);
}
