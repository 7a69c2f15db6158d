using PhotoScore.Core.Reporting.Html;
using PhotoScore.Core.Training;

namespace PhotoScore.Core.Models.Reporting.Html;

/// <summary>What model this is, its figures, and what is wrong with it.</summary>
internal static class ModelMasthead
{
    public static Markup Of(ModelReport report)
    {
        var model = report.Model;
        return Markup.Of(
            $"""
            <header>
            <p class="over">Model report</p>
            <h1>{model.Model.Value} <span class="version">{model.Version.ToString()}</span></h1>
            <p class="facts">{model.Architecture}, learned from {model.Dataset.Dataset.Value} {model.Dataset.Version.ToString()}; published <time datetime="{model.PublishedAt.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}">{model.PublishedAt.UtcDateTime:d MMMM yyyy, HH:mm} UTC</time><br />model.onnx SHA-256 <code class="hash">{model.OnnxSha256}</code></p>
            <dl class="tiles">{Tiles(report).Select(tile => Markup.Of($"<div><dt>{tile.Name}</dt><dd>{tile.Value}</dd></div>\n"))}</dl>
            </header>
            {Diagnoses(model.Diagnoses)}
            """);
    }

    private static IEnumerable<(string Name, string Value)> Tiles(ModelReport report)
    {
        var test = report.Model.Test;
        yield return ("balanced accuracy", Figures.Share(test.BalancedAccuracy));
        yield return ("95% interval", Figures.Interval(test.BalancedAccuracyInterval));
        yield return ("accuracy", Figures.Share(test.Accuracy));
        yield return ("majority baseline", Figures.Share(test.MajorityBaseline));
        if (test.RocAuc is { } area)
            yield return ("area under ROC", Figures.Share(area));
        yield return ("test photos", Show.Count(test.Photos));
    }

    private static Markup Diagnoses(IReadOnlyList<TrainingDiagnosis> diagnoses) => diagnoses.Count == 0
        ? Markup.Of($"<p class=\"calm\">Nothing in the training's course looks wrong.</p>\n")
        : Markup.Of(
            $"""
            <section class="warnings" aria-labelledby="diagnoses"><h2 id="diagnoses">{Show.Count(diagnoses.Count, "diagnosis", "diagnoses")}</h2>
            <ul>{diagnoses.Select(found => Markup.Of($"<li><code>{found.Code}</code> {Parts.Foreign(found.Message)} <span class=\"advice\">{Parts.Sentence(found.Advice)}</span></li>\n"))}</ul></section>

            """);
}
