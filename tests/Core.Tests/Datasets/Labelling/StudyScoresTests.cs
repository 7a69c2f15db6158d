using System.Globalization;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Assembling;
using PhotoScore.Core.Datasets.Filtering;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Datasets.Tables;
using PhotoScore.Testing;

namespace PhotoScore.Core.Tests.Datasets.Labelling;

/// <summary>
/// The scores of the studies on real metadata, as the recipe names them: read, filtered, assembled. The figures were computed by a Python script (csv, math
/// and statistics of its standard library) from the same files.
/// </summary>
public sealed class StudyScoresTests
{
    private const string ManyViews = """[ { "kind": "metric", "metric": "views", "min": 100 } ]""";

    [Fact]
    public void FavoritesPerView_of_a_city_on_flickr_has_the_cut_and_sizes_of_the_script_and_warns_that_it_encodes_views()
    {
        var rows = MetadataFile.Rows("flickr_dresden.csv").Select((row, i) => Some.Candidate(
            Some.Id(i), author: row["user_guid"], metrics: [("views", Number(row["post_views_count"])), ("favorites", Number(row["post_like_count"]))]));

        var dataset = Assemble(ManyViews, """{ "kind": "score", "score": "favoritesPerView" }""", rows);

        Assert.Equal(6303 - 2650, dataset.Outcomes[Outcomes.Filtered]);
        Assert.Equal(-7.394539131543246, Assert.Single(dataset.Thresholds), 9);
        Assert.Equal([1268, 1382], Sizes(dataset));
        var labels = dataset.Findings.Labels!;
        Assert.Equal(-0.40851957045838355, labels.ScoreViewsCorrelation!.Value, 9);
        Assert.Equal(0.44286135528941417, labels.ScoreLikesCorrelation!.Value, 9);
        Assert.Equal(0.5516981132075471, labels.ZeroLikes!.Value, 9);
        Assert.Equal(0.6924528301886792, labels.TiedScores!.Value, 9);
        Assert.Equal(0.006792452830188679, labels.MostFrequentScore!.Value, 9);
        Assert.Contains("55.2% of the photos have favorites 0", dataset.Findings.Warnings.Single(warning => warning.Code == "labels-encode-views").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FavoritesPerView_of_one_photographer_does_not_encode_views()
    {
        var rows = MetadataFile.Rows("flickr_photostats_latest.csv").Select(row => Some.Candidate(
            row["photo_id"], metrics: [("views", Number(row["views"])), ("favorites", Number(row["favourites"]))]));

        var dataset = Assemble(ManyViews, """{ "kind": "score", "score": "favoritesPerView" }""", rows);

        Assert.Equal(-6.156550703577813, Assert.Single(dataset.Thresholds), 9);
        Assert.Equal([261, 296], Sizes(dataset));
        Assert.Equal(0.0501581154778534, dataset.Findings.Labels!.ScoreViewsCorrelation!.Value, 9);
        Assert.Equal(0.15080789946140036, dataset.Findings.Labels.ZeroLikes!.Value, 9);
        Assert.Empty(dataset.Findings.Warnings);
    }

    [Fact]
    public void LikesPerFollower_of_influencers_has_the_cut_of_the_script_and_warns_that_authors_tell_the_label()
    {
        var rows = MetadataFile.Rows("instagram_posts.csv").Select(row => Some.Candidate(
            row["post_id"], author: row["user_id"], metrics: [("likes", Number(row["likes"])), ("followers", Number(row["followers"]))]));

        var dataset = Assemble(
            """[ { "kind": "madOutliers", "metric": "followers", "maxDeviations": 3 } ]""", """{ "kind": "score", "score": "likesPerFollower" }""", rows);

        Assert.Equal(6273, dataset.Photos.Count);
        Assert.Equal(0.017688963727070087, Assert.Single(dataset.Thresholds), 15);
        Assert.Equal([3136, 3137], Sizes(dataset));
        Assert.Equal(1, dataset.Findings.Labels!.TiedAtCut);
        Assert.Equal(-0.16936098611317113, dataset.Findings.Labels.ScoreViewsCorrelation!.Value, 9);
        var author = dataset.Findings.Labels.Shortcuts.Single(shortcut => shortcut.Feature == "author");
        Assert.Equal(0.8763759917020681, author.BalancedAccuracy, 4);
        Assert.Equal(0.5, author.SplitBalancedAccuracy);
        Assert.Equal("label-shortcut", Assert.Single(dataset.Findings.Warnings).Code);
    }

    [Fact]
    public void Popularity_has_terciles_of_equal_size_and_tells_how_many_rows_tie_at_the_cuts()
    {
        var rows = File.ReadLines(SharedData.Path("data", "metadata", "smp_train_label.txt"))
            .Select((line, i) => Some.Candidate(Some.Id(i), metrics: ("popularity", Number(line))));

        var dataset = Assemble("[]", """{ "kind": "score", "score": "popularity", "names": ["low", "middle", "high"] }""", rows);

        Assert.Equal([3333, 3333, 3334], Sizes(dataset));
        Assert.Equal([6.75, 8.66], dataset.Thresholds);
        // Ranks 3,333 and 6,666 lie inside runs of 21 and 11 equal scores.
        Assert.Equal(21 + 11, dataset.Findings.Labels!.TiedAtCut);
        Assert.Empty(dataset.Findings.Warnings);
    }

    [Fact]
    public void FavoritesPerDay_of_one_photographer_has_the_cut_of_the_script()
    {
        // Observed for so many days until a day that the recipe names.
        var until = new DateTimeOffset(2014, 9, 1, 0, 0, 0, TimeSpan.Zero);
        var rows = MetadataFile.Rows("flickr_photostats_latest.csv").Select(row => Some.Candidate(row["photo_id"], metrics:
        [
            ("views", Number(row["views"])), ("favorites", Number(row["favourites"])), ("uploadedAt", until.AddDays(-Number(row["days_observed"])).ToUnixTimeSeconds()),
        ]));

        var dataset = Assemble(
            ManyViews, """{ "kind": "score", "cut": "median", "score": { "metric": "favorites", "smoothing": 1, "perDayOnline": true, "log": 2, "asOf": "2014-09-01" } }""", rows);

        Assert.Equal(-2.5360529002402097, Assert.Single(dataset.Thresholds), 9);
        Assert.Equal([557 - 285, 285], Sizes(dataset));
    }

    private static AssembledDataset Assemble(string filters, string labels, IEnumerable<Candidate> candidates)
    {
        var reading = RecipeReader.Read($$"""{ "sources": [ { "kind": "urls", "blob": "some.csv" } ], "filters": {{filters}}, "labels": {{labels}}, "duplicates": { "hash": "none" } }""");
        Assert.Empty(reading.Faults);
        var filtered = CandidateFilters.Apply(reading.Recipe!.Filters, [.. candidates]);
        return DatasetAssembler.Assemble(
            reading.Recipe, [new ChunkLedger("some.tar", [.. filtered.Kept.Select(candidate => Some.Kept(candidate))])], filtered.LeftOut);
    }

    private static int[] Sizes(AssembledDataset dataset) => [.. dataset.Classes.Select((_, label) => dataset.Photos.Count(photo => photo.Label == label))];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
