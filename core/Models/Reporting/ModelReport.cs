using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Findings;
using PhotoScore.Core.Datasets.Reporting;
using PhotoScore.Core.Evaluation;
using PhotoScore.Core.Reporting;
using PhotoScore.Core.Training;

namespace PhotoScore.Core.Models.Reporting;

/// <summary><c>report.json</c>: what <c>report.html</c> shows of a model version. Its size is bounded, however many photos there are.</summary>
public sealed record ModelReport
{
    /// <summary>The manifest, as it is published: metrics, settings, diagnoses.</summary>
    public required ModelManifest Model { get; init; }

    /// <summary>What it learned from.</summary>
    public required ReportedDataset Dataset { get; init; }

    /// <summary>One row an epoch; empty for a method without epochs.</summary>
    public required IReadOnlyList<EpochMetrics> Curve { get; init; }

    /// <summary>ROC and precision over recall on the test split: of the second class for two, otherwise of each class against the rest.</summary>
    public required IReadOnlyList<ClassCurves> Curves { get; init; }

    /// <summary>How far the most probable class can be believed, on the test split; bins without photos are left out.</summary>
    public required IReadOnlyList<ReliabilityBin> Reliability { get; init; }

    /// <summary>
    /// Probabilities on the test split by true class: of the second class for two, otherwise of the answered one.
    /// </summary>
    public required Histogram Scores { get; init; }

    /// <summary>Photos of the validation split that a person should look at; none of the test split's is shown.</summary>
    public required IReadOnlyList<PhotoGroup> Photos { get; init; }

    /// <summary>What the network looked at in some photos of the validation split.</summary>
    public required IReadOnlyList<Explanation> Explanations { get; init; }

    /// <summary>The mean of the validation photos that were answered with each class; classes that were never answered have none.</summary>
    public required IReadOnlyList<AnsweredMean> Means { get; init; }

    /// <summary>Units of each activation that are zero for every photo of a validation sample.</summary>
    public required IReadOnlyList<LayerUnits> Units { get; init; }

    /// <summary>The version that answered when this one was published; null when there was none.</summary>
    public CurrentVersion? Current { get; init; }
}

/// <summary>The dataset, as far as a model's report tells of it.</summary>
/// <param name="CreatedAt">When its recipe was accepted, UTC.</param>
/// <param name="Splits">For each class its photos in train, validation and test.</param>
/// <param name="Sources">What each source was asked for, in one line.</param>
/// <param name="Warnings">What its user should know before training on it.</param>
/// <param name="Licenses">Its photos' licences; null where its report does not tell.</param>
public sealed record ReportedDataset(
    DateTimeOffset CreatedAt, IReadOnlyList<IReadOnlyList<int>> Splits, IReadOnlyList<string> Sources, IReadOnlyList<DatasetWarning> Warnings, RankedCounts? Licenses)
{
    /// <summary>What a manifest tells.</summary>
    public static ReportedDataset Of(DatasetManifest manifest, RankedCounts? licenses)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        return new(
            manifest.CreatedAt,
            [.. manifest.Classes.Select((_, c) => SplitNames.All.Select(split => manifest.Shards.Where(shard => shard.Split == split).Sum(shard => shard.ClassCounts[c])).ToArray())],
            [.. manifest.Recipe.Sources.Select(ShortJson.Of).Select(source => Text.Clip($"{source.Kind} ({source.Summary})", LongestSource))],
            manifest.Findings.Warnings,
            licenses);
    }

    private const int LongestSource = 300;
}

/// <summary>A point of a curve, both from 0 to 1.</summary>
/// <param name="X">False positives' share, or recall.</param>
/// <param name="Y">True positives' share, or precision.</param>
public readonly record struct CurvePoint(double X, double Y);

/// <summary>How a class is told from the others at every threshold.</summary>
/// <param name="Label">The class's index.</param>
/// <param name="Photos">How many photos are of the class.</param>
/// <param name="Of">Of how many.</param>
/// <param name="Roc">From (0, 0) to (1, 1).</param>
/// <param name="PrecisionRecall">By rising recall.</param>
/// <param name="Area">Under the ROC curve.</param>
/// <param name="AveragePrecision">The sum over photos of the class of the precision where it is found, over their number.</param>
public sealed record ClassCurves(
    int Label, int Photos, int Of, IReadOnlyList<CurvePoint> Roc, IReadOnlyList<CurvePoint> PrecisionRecall, double Area, double AveragePrecision);

/// <summary>A photo and what was answered. Everything that its source said of it is hostile text.</summary>
/// <param name="Key">The candidate's key.</param>
/// <param name="Link">The page that shows it, or else its own address; null when neither is http or https.</param>
/// <param name="Title">Its title, or else its id; null where the dataset tells neither.</param>
/// <param name="Author">Who made it, if known.</param>
/// <param name="License">Its licence, if known.</param>
/// <param name="Label">Its true class.</param>
/// <param name="Answer">The class that was answered.</param>
/// <param name="Probabilities">One a class.</param>
/// <param name="Loss">Its cross-entropy, natural logarithm.</param>
/// <param name="Picture">What it looks like.</param>
public sealed record JudgedPhoto(
    string Key, Uri? Link, string? Title, string? Author, string? License, int Label, int Answer, IReadOnlyList<double> Probabilities, double Loss, ReportPicture Picture)
{
    private const int LongestText = 100;

    /// <summary>With what its source said of it, made short and harmless.</summary>
    public JudgedPhoto With(Candidate candidate)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        return this with
        {
            Link = Text.Link(candidate.Page) ?? Text.Link(candidate.Url),
            Title = Clip(candidate.Title ?? candidate.Id),
            Author = Clip(candidate.Author),
            License = Clip(candidate.License),
        };
    }

    private static string? Clip(string? text) => text is null ? null : Text.Clip(text, LongestText);
}

/// <summary>Photos that belong together.</summary>
/// <param name="Id">A word for programs.</param>
/// <param name="Title">A heading.</param>
/// <param name="Note">What they are.</param>
/// <param name="Photos">In order.</param>
public sealed record PhotoGroup(string Id, string Title, string Note, IReadOnlyList<JudgedPhoto> Photos);

/// <summary>What the network looked at.</summary>
/// <param name="Photo">The photo.</param>
/// <param name="Input">It as the network takes it.</param>
/// <param name="Class">The class whose evidence is shown: the answered one.</param>
/// <param name="Saliency">How much the class's score changes with each pixel (Simonyan, Vedaldi, Zisserman 2014); null where no gradient reaches the pixels.</param>
/// <param name="Evidence">Where the evidence lies, over the photo.</param>
/// <param name="Method">How it was found: <c>gradCam</c> or <c>occlusion</c>.</param>
public sealed record Explanation(JudgedPhoto Photo, ReportPicture Input, int Class, ReportPicture? Saliency, ReportPicture Evidence, string Method);

/// <summary>The mean of the photos that were answered with a class.</summary>
/// <param name="Label">The class.</param>
/// <param name="Photos">How many were.</param>
/// <param name="Mean">Their mean, at the network's size.</param>
public sealed record AnsweredMean(int Label, int Photos, ReportPicture Mean);

/// <summary>The units of an activation.</summary>
/// <param name="Layer">Its name.</param>
/// <param name="Units">How many; of feature maps the channels.</param>
/// <param name="Dead">How many of them are zero for every photo.</param>
public sealed record LayerUnits(string Layer, int Units, int Dead);

/// <summary>The version that answers now.</summary>
/// <param name="Manifest">Its manifest.</param>
/// <param name="SameTest">Whether its metrics are of the same test photos, so that they can be compared.</param>
/// <param name="Comparison">What both answered to the test photos that it could not know; null where nobody asked it.</param>
public sealed record CurrentVersion(ModelManifest Manifest, bool SameTest, ModelComparison? Comparison = null);
