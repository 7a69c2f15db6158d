using System.Globalization;
using System.Text;
using System.Text.Json;
using PhotoScore.Core.Json;
using PhotoScore.Core.Models.Reporting.Html;
using PhotoScore.Core.Reporting.Html;

namespace PhotoScore.Core.Models.Reporting;

/// <summary><c>card.md</c>: what a model is for, what it is made of, what it can't do, and how to make it again (Mitchell et al. 2019, Model Cards).</summary>
public static class ModelCard
{
    /// <summary>The card, in Markdown. The same report gives the same text.</summary>
    public static string Write(ModelReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var card = new StringBuilder();
        var model = report.Model;
        card.Append(CultureInfo.InvariantCulture, $"# {model.Model} {model.Version}\n\n");
        card.Append(CultureInfo.InvariantCulture, $"A photo classifier of {model.Classes.Count} classes: {string.Join(", ", model.Classes.Select(Plain))}. Architecture `{model.Architecture}`, {Show.Count(model.Parameters)} parameters, published {model.PublishedAt:yyyy-MM-dd}.\n\n");
        Use(card, model);
        Data(card, report);
        Licenses(card, report);
        Metrics(card, model);
        Limits(card, report);
        Reproduce(card, model);
        return card.ToString();
    }

    private static void Use(StringBuilder card, ModelManifest model)
    {
        card.Append("## Intended use\n\n");
        card.Append(CultureInfo.InvariantCulture, $"Sorting photos that are like those it learned from into {string.Join(" / ", model.Classes.Select(Plain))}, with a person who looks at what depends on it.");
        card.Append(model.Threshold is { } threshold
            ? string.Create(CultureInfo.InvariantCulture, $" It answers '{Plain(model.Classes[1])}' from a probability of {threshold:0.###} on; another threshold trades one error for the other.\n\n")
            : " It answers the most probable class.\n\n");
        if (model.Abstention is { } band)
            card.Append(CultureInfo.InvariantCulture, $"It leaves to a person: {Plain(AbstentionPart.Words(model, band))}, so that of the rest at most {Figures.Share(band.MaxErrorRate)} was wrong on the validation split.\n\n");
        card.Append("Not for decisions about people: not for who they are, what they are worth or what they may do. Not for photos of another kind or source without measuring it on them first.\n\n");
    }

    private static void Data(StringBuilder card, ModelReport report)
    {
        var dataset = report.Model.Dataset;
        card.Append(CultureInfo.InvariantCulture, $"## Data\n\nDataset `{dataset.Dataset}` `{dataset.Version}`, SHA-256 of its photos.parquet `{dataset.PhotosSha256}`.\n\n| class | train | validation | test |\n| --- | ---: | ---: | ---: |\n");
        foreach (var (name, splits) in report.Model.Classes.Zip(report.Dataset.Splits))
            card.Append(CultureInfo.InvariantCulture, $"| {Plain(name)} | {string.Join(" | ", splits.Select(count => Show.Count(count)))} |\n");
        card.Append('\n');
        foreach (var source in report.Dataset.Sources)
            card.Append(CultureInfo.InvariantCulture, $"- Source: {Plain(source)}\n");
        foreach (var warning in report.Dataset.Warnings)
            card.Append(CultureInfo.InvariantCulture, $"- Warning `{warning.Code}`: {Plain(warning.Message)}\n");
        card.Append('\n');
    }

    private static void Licenses(StringBuilder card, ModelReport report)
    {
        card.Append("## Licences\n\n");
        card.Append(report.Dataset.Licenses is { Total: > 0 } known
            ? $"- Photos: {string.Join(", ", known.Top.Select(one => $"{Plain(one.Name)} ({Show.Count(one.Count)})"))}.\n"
            : "- Photos: the dataset tells no licence; they remain their makers'. Ask before you publish the model or a photo.\n");
        card.Append(report.Model.Init switch
        {
            null => "- Weights: trained from nothing.\n",
            { License: { } license } init => $"- Weights: began with {Plain(init.From)}, licence {Plain(license)}.\n",
            { Sha256: not null } init => $"- Weights: began with {Plain(init.From)}, whose licence nobody named.\n",
            var init => $"- Weights: {Plain(init.From)}, no other's.\n",
        });
        card.Append('\n');
    }

    private static void Metrics(StringBuilder card, ModelManifest model)
    {
        card.Append(CultureInfo.InvariantCulture, $"## Metrics\n\nOn {Show.Count(model.Test.Photos)} test photos, looked at once; intervals of 95%.\n\n| metric | value | interval |\n| --- | ---: | --- |\n");
        foreach (var (name, value, interval) in MetricList.Of(model.Test).Where(metric => metric.Value is not null))
            card.Append(CultureInfo.InvariantCulture, $"| {name} | {Figures.Share(value!.Value)} | {Figures.Interval(interval)} |\n");
        if (model.Test.Abstention is { } left)
        {
            card.Append(CultureInfo.InvariantCulture, $"| answered when it may abstain | {Figures.Share(left.Coverage.Value)} | {Figures.Interval(left.Coverage.Low, left.Coverage.High)} |\n");
            if (left.ErrorRate is { } wrong)
                card.Append(CultureInfo.InvariantCulture, $"| wrong of those | {Figures.Share(wrong.Value)} | {Figures.Interval(wrong.Low, wrong.High)} |\n");
        }
        foreach (var baseline in model.Test.Baselines)
            card.Append(CultureInfo.InvariantCulture, $"| baseline {Plain(baseline.Name)}, balanced accuracy | {Figures.Share(baseline.BalancedAccuracy.Value)} | {Figures.Interval(baseline.BalancedAccuracy.Low, baseline.BalancedAccuracy.High)} |\n");
        card.Append('\n');
    }

    private static void Limits(StringBuilder card, ModelReport report)
    {
        var test = report.Model.Test;
        card.Append("## Limits\n\n");
        foreach (var diagnosis in report.Model.Diagnoses)
            card.Append(CultureInfo.InvariantCulture, $"- `{diagnosis.Code}`: {Plain(diagnosis.Message)}\n");
        if (TestedClasses.Only(report.Model) is { } only)
            card.Append(CultureInfo.InvariantCulture, $"- **All test photos are of '{Plain(only)}': how well classes are told apart was not measured.**\n");
        else if (test.BalancedAccuracyInterval is [var low, _] && low <= 1.0 / report.Model.Classes.Count)
            card.Append("- **Its balanced accuracy can't be told from a guess.**\n");
        if (report.Model.Geometry.FixedSize is { } size)
            card.Append(CultureInfo.InvariantCulture, $"- It sees {size.Width} x {size.Height} pixels: what is smaller than a few of them is lost.\n");
        card.Append("- Measured on photos from the sources above only; how it does on others, or on parts of these that are rare, is not known.\n");
        card.Append("- A probability is a score, not a promise: the reliability diagram of report.html tells how far to believe it.\n\n");
    }

    private static void Reproduce(StringBuilder card, ModelManifest model) => card.Append(
        CultureInfo.InvariantCulture,
        $"""
        ## Reproduce

        With the product at commit `{model.Commit}`, the dataset version above and seed {model.Training.Seed}; on a processor the same number of threads gives the same weights.

        ```sh
        curl -X POST "$PHOTOSCORE/api/models/{model.Model}/trainings" -H 'Content-Type: application/json' -d @- <<'JSON'
        {JsonSerializer.Serialize(model.Training with { Version = model.Dataset.Version }, StoredJson.Indented)}
        JSON
        ```

        `model.onnx` of this version has the SHA-256 `{model.OnnxSha256}`.

        """);

    // Names come from folders and strangers' lists: no markup of theirs, no new line.
    private static string Plain(string text)
    {
        var plain = new StringBuilder();
        foreach (var c in text)
            plain.Append(char.IsControl(c) ? " " : c is '<' ? "&lt;" : c is '`' or '*' or '_' or '[' or ']' or '|' or '\\' or '#' ? $"\\{c}" : c.ToString());
        return plain.ToString();
    }
}
