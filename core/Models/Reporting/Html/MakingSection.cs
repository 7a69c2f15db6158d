using System.Text.Json;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Json;
using PhotoScore.Core.Reporting;
using PhotoScore.Core.Reporting.Html;

namespace PhotoScore.Core.Models.Reporting.Html;

/// <summary>What it learned from, and how to make it again.</summary>
internal static class MakingSection
{
    private const int ClassesListed = 24;

    public static Section Dataset(ModelReport report) => new("dataset", "Dataset", Markup.Of(
        $"""
        <p>{report.Model.Dataset.Dataset.Value} {report.Model.Dataset.Version.ToString()}, recipe of {report.Dataset.CreatedAt.UtcDateTime:d MMMM yyyy}, photos.parquet SHA-256 <code class="hash">{report.Model.Dataset.PhotosSha256}</code></p>
        {Parts.Table(["Class", .. SplitNames.All.Select(split => split.Name())], report.Dataset.Splits.Take(ClassesListed).Select((splits, c) => (IReadOnlyList<Markup>)[Parts.Class(c, report.Model.Classes[c]), .. splits.Select(count => Parts.Count(count))]))}
        {(report.Dataset.Sources.Count == 0 ? Markup.Empty : Markup.Of($"<p>From {string.Join("; ", report.Dataset.Sources)}.</p>\n"))}
        {Licenses(report.Dataset.Licenses)}
        {Warnings(report)}
        """));

    public static Section Settings(ModelReport report)
    {
        var model = report.Model;
        return new("settings", "Settings", Markup.Of(
            $"""
            {Parts.Table(["What", "Value"], Facts(model), textColumns: 2)}
            <h3>Request <small>as it was carried out, defaults filled in</small></h3>
            <pre tabindex="0"><code>{JsonSerializer.Serialize(model.Training, StoredJson.Indented)}</code></pre>

            """));
    }

    private static IEnumerable<IReadOnlyList<Markup>> Facts(ModelManifest model)
    {
        yield return Fact("Architecture", model.Architecture);
        yield return Fact("Parameters", Show.Count(model.Parameters));
        yield return Fact("Input", $"{model.Geometry.FixedSize?.Width} × {model.Geometry.FixedSize?.Height} pixels");
        yield return Fact("Embedding", $"{Show.Count(model.EmbeddingLength)} numbers");
        yield return Fact("Largest difference of a probability between trainer and server", Show.Number(model.ParityError));
        yield return Fact("Trained by commit", model.Commit);
    }

    private static IReadOnlyList<Markup> Fact(string name, string value) => [Parts.Of(name), Parts.Foreign(value)];

    private static Markup Licenses(RankedCounts? licenses) => licenses is not { Total: > 0 } known
        ? Markup.Of($"<p class=\"note\">The dataset tells no licence of its photos.</p>\n")
        : Markup.Of($"<p>Licences of the photos: {known.Top.Select((one, i) => Markup.Of($"{(i == 0 ? "" : ", ")}{Parts.Foreign(one.Name)} {Show.Count(one.Count)}"))}.</p>\n");

    private static Markup Warnings(ModelReport report) => report.Dataset.Warnings.Count == 0
        ? Markup.Of($"<p class=\"calm\">The dataset's own report warns of nothing.</p>\n")
        : Markup.Of(
            $"""
            <section class="warnings" aria-labelledby="dataset-warnings"><h2 id="dataset-warnings">{Show.Count(report.Dataset.Warnings.Count, "warning", "warnings")} of the dataset</h2>
            <ul>{report.Dataset.Warnings.Select(warning => Markup.Of($"<li><code>{warning.Code}</code> {Parts.Foreign(warning.Message)}</li>\n"))}</ul></section>

            """);
}
