using PhotoScore.Core.Json;
using PhotoScore.Core.Reporting.Html;

namespace PhotoScore.Core.Datasets.Reporting.Html;

/// <summary>How the dataset was made, and the files that it is.</summary>
internal static class RecipeSection
{
    public static Section Of(DatasetReport report) => new("recipe", "Recipe and files", Markup.Of(
        $"""
        <p>The recipe as it was carried out, defaults filled in. The same recipe on the same photos gives the same bytes.</p>
        <pre tabindex="0"><code>{report.Recipe.ToJsonString(StoredJson.Indented)}</code></pre>
        <h3>Shards <small>{Shown(report)}</small></h3>
        {Parts.Table(["Shard", "SHA-256", "Photos", "Size"], report.Shards.Select(Row), textColumns: 2)}
        """));

    private static string Shown(DatasetReport report) =>
        report.Shards.Count < report.ShardCount ? $"the first {Show.Count(report.Shards.Count)} of {Show.Count(report.ShardCount)}" : Show.Count(report.ShardCount);

    private static IReadOnlyList<Markup> Row(ShardInfo shard) =>
        [Markup.Of($"<code>{shard.Name}</code>"), Markup.Of($"<code class=\"hash\">{shard.Sha256}</code>"), Parts.Count(shard.Photos), Parts.Of(Show.Bytes(shard.Bytes))];
}
