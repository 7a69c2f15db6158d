using System.Text.Json.Nodes;
using PhotoScore.Core.Datasets.Findings;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Reporting;

namespace PhotoScore.Core.Datasets.Reporting;

/// <summary><c>report.json</c>: what <c>report.html</c> shows of a dataset version. Its size is bounded, however many photos there are.</summary>
public sealed record DatasetReport
{
    /// <summary>The dataset.</summary>
    public required DatasetName Dataset { get; init; }

    /// <summary>Its version.</summary>
    public required VersionId Version { get; init; }

    /// <summary>When the recipe was accepted, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Lowercase hex SHA-256 of <c>photos.parquet</c>.</summary>
    public required string PhotosSha256 { get; init; }

    /// <summary>How many candidates the sources listed.</summary>
    public required int Candidates { get; init; }

    /// <summary>How many of them are photos of the dataset.</summary>
    public required int Photos { get; init; }

    /// <summary>What was learned of the photos and their labels, warnings first of all.</summary>
    public required DatasetFindings Findings { get; init; }

    /// <summary>Every outcome that occurred, in the order of the steps that give them, within a step the most frequent first.</summary>
    public required IReadOnlyList<ReportOutcome> Outcomes { get; init; }

    /// <summary>The classes in the order of the labels; the largest when there are very many.</summary>
    public required IReadOnlyList<ClassReport> Classes { get; init; }

    /// <summary>How many classes there are.</summary>
    public required int ClassCount { get; init; }

    /// <summary>The kept photos' scores by class; null unless labels come from scores.</summary>
    public Histogram? Scores { get; init; }

    /// <summary>The thresholds between the classes, rising; empty unless labels come from scores.</summary>
    public IReadOnlyList<double> Thresholds { get; init; } = [];

    /// <summary>How many duplicates there were.</summary>
    public required DuplicateSummary Duplicates { get; init; }

    /// <summary>The kept originals' sizes by class.</summary>
    public required SizeReport Sizes { get; init; }

    /// <summary>The sources in the order of the recipe.</summary>
    public required IReadOnlyList<SourceReport> Sources { get; init; }

    /// <summary>The authors of most kept photos.</summary>
    public required RankedCounts Authors { get; init; }

    /// <summary>The kept photos' licences; those without one are not counted.</summary>
    public required RankedCounts Licenses { get; init; }

    /// <summary>The kept photos' formats, by their content.</summary>
    public required RankedCounts Formats { get; init; }

    /// <summary>The shards, as in the manifest; the first of each split when there are very many.</summary>
    public required IReadOnlyList<ShardInfo> Shards { get; init; }

    /// <summary>How many shards there are.</summary>
    public required int ShardCount { get; init; }

    /// <summary>The recipe as it was carried out; long lists and long texts are cut short, and say so.</summary>
    public required JsonNode Recipe { get; init; }
}

/// <summary>How many candidates had an outcome.</summary>
/// <param name="Outcome">As in the ledger.</param>
/// <param name="Step">The step that gives it.</param>
/// <param name="Count">How many.</param>
/// <param name="Share">Of all candidates.</param>
/// <param name="Meaning">In words.</param>
public sealed record ReportOutcome(string Outcome, OutcomeStep Step, int Count, double Share, string Meaning);

/// <summary>A class.</summary>
/// <param name="Label">Its index among all classes.</param>
/// <param name="Name">Its name.</param>
/// <param name="Photos">How many photos it has.</param>
/// <param name="Splits">How many in train, validation and test.</param>
/// <param name="Mean">The mean of its photos in the train split; null without any, and where there are more classes than can be shown.</param>
/// <param name="Samples">Some of its photos in the train split: the same for the same dataset.</param>
public sealed record ClassReport(
    int Label, string Name, int Photos, IReadOnlyList<int> Splits, ReportPicture? Mean, IReadOnlyList<ReportPhoto> Samples);

/// <summary>A photo that the report shows. Everything that its source said of it is hostile text.</summary>
/// <param name="Key">The candidate's key.</param>
/// <param name="Id">Its id at its source.</param>
/// <param name="Link">The page that shows it, or else its own address; null when neither is http or https.</param>
/// <param name="Title">Its title, if known.</param>
/// <param name="Author">Who made it, if known.</param>
/// <param name="License">Its licence, if known.</param>
/// <param name="Label">The index of its class; null when it has none.</param>
/// <param name="Class">Its class; null when it has none.</param>
/// <param name="Score">Its score, if labels come from scores.</param>
/// <param name="Outcome">As in the ledger.</param>
/// <param name="Picture">What it looks like.</param>
public sealed record ReportPhoto(
    string Key, string Id, Uri? Link, string? Title, string? Author, string? License, int? Label, string? Class, double? Score, string Outcome, ReportPicture Picture);

/// <summary>How many duplicates there were, and the clusters that a person should look at.</summary>
/// <param name="Clusters">How many clusters of two photos or more.</param>
/// <param name="Photos">How many photos lie in them.</param>
/// <param name="ConflictingClusters">How many of the clusters hold different labels.</param>
/// <param name="Largest">The largest clusters whose labels agree.</param>
/// <param name="Conflicts">The largest clusters whose labels differ.</param>
public sealed record DuplicateSummary(
    int Clusters, int Photos, int ConflictingClusters, IReadOnlyList<ReportCluster> Largest, IReadOnlyList<ReportCluster> Conflicts);

/// <summary>Photos that are the same.</summary>
/// <param name="Photos">How many there are.</param>
/// <param name="Shown">Some of them.</param>
public sealed record ReportCluster(int Photos, IReadOnlyList<ReportPhoto> Shown);

/// <summary>The originals of the kept photos, before they were resized.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Aspect">Width over height.</param>
/// <param name="Bytes">Of the downloaded file.</param>
public sealed record SizeReport(Histogram Width, Histogram Height, Histogram Aspect, Histogram Bytes);

/// <summary>A source of the recipe.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Summary">What the recipe asks of it, in one line.</param>
/// <param name="Candidates">How many candidates it listed.</param>
/// <param name="Photos">How many of them are photos of the dataset.</param>
/// <param name="Outcomes">How many candidates had each outcome, sorted by outcome.</param>
public sealed record SourceReport(string Kind, string Summary, int Candidates, int Photos, IReadOnlyDictionary<string, int> Outcomes);
