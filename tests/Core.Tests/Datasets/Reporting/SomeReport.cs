using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Assembling;
using PhotoScore.Core.Datasets.Findings;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Datasets.Reporting;
using PhotoScore.Core.Datasets.Tables;
using PhotoScore.Core.Imaging;
using PhotoScore.Core.Imaging.Resampling;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Reporting;

namespace PhotoScore.Core.Tests.Datasets.Reporting;

/// <summary>Makes reports of datasets that lie in memory, by the passes that a build makes over its tables.</summary>
internal sealed class SomeReport
{
    private static readonly ReportPicture Dot = Thumbnail.Of(Jpeg(1));

    public required string Recipe { get; init; }

    /// <summary>Every candidate with its outcome before assembling.</summary>
    public required IReadOnlyList<LedgerEntry> Entries { get; init; }

    public IReadOnlyList<DatasetWarning> Warnings { get; init; } = [];

    /// <summary>What a photo looks like, by its offset.</summary>
    public Func<long, ReportPicture> Picture { get; init; } = _ => Dot;

    public IReadOnlyDictionary<int, ReportPicture> Means { get; init; } = new Dictionary<int, ReportPicture>();

    public static LedgerEntry Lost(string id, string outcome, int source = 0) => new(Some.Candidate(id) with { Key = CandidateKey.Of(source, id), Source = source }, outcome, "", null);

    public DatasetReport Make()
    {
        var reading = RecipeReader.Read(Recipe);
        Assert.True(reading.Recipe is not null, string.Join("; ", reading.Faults));
        var recipe = reading.Recipe;
        var assembled = DatasetAssembler.Assemble(recipe, [new ChunkLedger("chunk.tar", Entries)], []);
        var rows = assembled.Photos.Select(photo => new PhotoRow(photo, $"{photo.Split.Name()}-00000.tar", photo.Facts.Offset, photo.Facts.Length)).ToList();
        var manifest = new DatasetManifest
        {
            Dataset = DatasetName.Parse("some"),
            Version = VersionId.First,
            CreatedAt = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero),
            PhotosSha256 = new string('a', 64),
            Classes = assembled.Classes,
            Thresholds = assembled.Thresholds,
            Outcomes = assembled.Outcomes,
            Shards = [.. SplitNames.All.Select(split => Shard(split, rows))],
            Statistics = new([0.5, 0.5, 0.5], [0.2, 0.2, 0.2]),
            Findings = assembled.Findings with { Warnings = Warnings },
            Recipe = recipe,
        };

        var ledger = new LedgerSurvey();
        foreach (var entry in assembled.Ledger)
            ledger.Add(entry);
        var photos = new PhotoSurvey(assembled.Classes.Count);
        foreach (var row in rows)
            photos.Add(row);
        var measures = new PhotoMeasures(photos);
        foreach (var row in rows)
            measures.Add(row);
        var assembly = new ReportAssembly(manifest, assembled.Clusters, photos);
        return assembly.Make(ledger, measures, assembly.Pictures.ToDictionary(source => source, source => Picture(source.Offset)), Means);
    }

    /// <summary>Random coarse colours, as the seed says.</summary>
    public static byte[] Jpeg(int seed, int width = 120, int height = 90, int cells = 6)
    {
        var samples = new byte[cells * cells * 3];
        new Random(seed).NextBytes(samples);
        using var small = Pixels.From(samples, cells, cells);
        using var photo = Resampler.Resize(small, width, height, ResampleFilter.Bilinear);
        return JpegEncoder.Encode(photo, 90);
    }

    private static ShardInfo Shard(Split split, List<PhotoRow> rows)
    {
        var photos = rows.Where(row => row.Photo.Split == split).ToList();
        return new ShardInfo($"{split.Name()}-00000.tar", split, photos.Count, 1_000, new string('b', 64), []);
    }
}
