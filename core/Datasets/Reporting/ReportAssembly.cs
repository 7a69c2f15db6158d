using PhotoScore.Core.Datasets.Tables;
using PhotoScore.Core.Reporting;
using PhotoScore.Core.Storage;

namespace PhotoScore.Core.Datasets.Reporting;

/// <summary>Puts a report together from what the passes over a dataset's tables found. The same dataset gives the same report.</summary>
/// <param name="manifest">The manifest, before or after it completed the version.</param>
/// <param name="clusters">The clusters of duplicates to be shown.</param>
/// <param name="photos">The first pass over the photos.</param>
public sealed class ReportAssembly(DatasetManifest manifest, ClusterExamples clusters, PhotoSurvey photos)
{
    private readonly DatasetPaths _paths = new(manifest.Dataset, manifest.Version);
    private readonly HashSet<int> _pictured = [.. photos.Largest(ReportLimits.ClassesPictured)];

    /// <summary>The labels of the classes whose pictures are shown, rising.</summary>
    public IEnumerable<int> PicturedClasses => _pictured.Order();

    /// <summary>The photos that are shown, each once.</summary>
    public IEnumerable<PictureSource> Pictures => _pictured.Order().SelectMany(photos.Samples).Select(Source)
        .Concat(clusters.Largest.Concat(clusters.Conflicts).SelectMany(cluster => cluster.Members).Select(Source)).Distinct();

    /// <summary>The report.</summary>
    /// <param name="ledger">The pass over the ledger.</param>
    /// <param name="measures">The second pass over the photos.</param>
    /// <param name="pictures">What every one of <see cref="Pictures"/> looks like.</param>
    /// <param name="means">The mean pictures by label, where there is one.</param>
    public DatasetReport Make(
        LedgerSurvey ledger, PhotoMeasures measures, IReadOnlyDictionary<PictureSource, ReportPicture> pictures, IReadOnlyDictionary<int, ReportPicture> means)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(measures);
        var candidates = manifest.Outcomes.Values.Sum();
        return new DatasetReport
        {
            Dataset = manifest.Dataset,
            Version = manifest.Version,
            CreatedAt = manifest.CreatedAt,
            PhotosSha256 = manifest.PhotosSha256,
            Candidates = candidates,
            Photos = photos.Photos,
            Findings = manifest.Findings,
            Outcomes = Outcomes(candidates),
            Classes = [.. photos.Largest(ReportLimits.ClassesListed).Select(label => Class(label, pictures, means))],
            ClassCount = manifest.Classes.Count,
            Scores = measures.Scores,
            Thresholds = manifest.Thresholds,
            Duplicates = new DuplicateSummary(
                clusters.Clusters, clusters.Photos, clusters.ConflictingClusters, Clusters(clusters.Largest, pictures), Clusters(clusters.Conflicts, pictures)),
            Sizes = measures.Sizes,
            Sources = [.. manifest.Recipe.Sources.Select((source, i) => SourceOf(ShortJson.Of(source), i, ledger.Outcomes(i)))],
            Authors = photos.Authors,
            Licenses = photos.Licenses,
            Formats = photos.Formats,
            Shards = [.. manifest.Shards.Take(ReportLimits.ShardsListed)],
            ShardCount = manifest.Shards.Count,
            Recipe = ShortJson.Of(manifest.Recipe),
        };
    }

    private ReportOutcome[] Outcomes(int candidates) =>
        [.. manifest.Outcomes.Where(outcome => outcome.Value > 0)
            .Select(outcome => (Info: OutcomeCatalog.Get(outcome.Key), outcome.Key, outcome.Value))
            .OrderBy(outcome => outcome.Info.Step).ThenByDescending(outcome => outcome.Value).ThenBy(outcome => outcome.Key, StringComparer.Ordinal)
            .Select(outcome => new ReportOutcome(outcome.Key, outcome.Info.Step, outcome.Value, (double)outcome.Value / candidates, outcome.Info.Meaning))];

    private ClassReport Class(int label, IReadOnlyDictionary<PictureSource, ReportPicture> pictures, IReadOnlyDictionary<int, ReportPicture> means)
    {
        var shown = _pictured.Contains(label);
        return new ClassReport(
            label, ClassName(label)!, photos.Splits[label].Sum(), photos.Splits[label],
            shown ? means.GetValueOrDefault(label) : null,
            shown ? [.. photos.Samples(label).Select(row => Photo(row.Photo.Candidate, row.Photo.Label, row.Photo.Score, Datasets.Outcomes.Kept, pictures[Source(row)]))] : []);
    }

    private ReportCluster[] Clusters(IEnumerable<ClusterExample> examples, IReadOnlyDictionary<PictureSource, ReportPicture> pictures) =>
        [.. examples.Select(cluster => new ReportCluster(
            cluster.Photos, [.. cluster.Members.Select(member => Photo(member.Candidate, member.Label, null, member.Outcome, pictures[Source(member)]))]))];

    private ReportPhoto Photo(Candidate candidate, int? label, double? score, string outcome, ReportPicture picture) => new(
        candidate.Key,
        Text.Clip(candidate.Id, ReportLimits.TitleLength),
        Text.Link(candidate.Page) ?? Text.Link(candidate.Url),
        Clipped(candidate.Title), Clipped(candidate.Author), Clipped(candidate.License),
        label, ClassName(label), score, outcome, picture);

    private SourceReport SourceOf((string Kind, string Summary) source, int index, IReadOnlyDictionary<string, int> outcomes) => new(
        source.Kind, source.Summary, outcomes.Values.Sum(), photos.KeptBySource.GetValueOrDefault(index), outcomes);

    private string? ClassName(int? label) => label is { } index ? Clipped(manifest.Classes[index]) : null;

    private static string? Clipped(string? text) => text is null ? null : Text.Clip(text, ReportLimits.TitleLength);

    private PictureSource Source(PhotoRow row) => new(_paths.Shard(row.Shard), row.Offset, row.Length);

    private static PictureSource Source(ClusterMember member) => new(member.Tar, member.Facts.Offset, member.Facts.Length);
}
