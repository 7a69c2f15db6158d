using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Reporting;
using PhotoScore.Core.Reporting;

namespace PhotoScore.Core.Tests.Datasets.Reporting;

/// <summary>Figures that were computed by hand from a dataset of ten photos.</summary>
public sealed class DatasetReportTests
{
    private static readonly DatasetReport Report = Small().Make();

    [Fact]
    public void Make_counts_candidates_photos_and_outcomes_in_the_order_of_the_steps()
    {
        Assert.Equal((16, 10), (Report.Candidates, Report.Photos));
        Assert.Equal(
            [("http-404", 2, 0.125), ("timeout", 1, 0.0625), ("too-small", 1, 0.0625), ("duplicate", 2, 0.125), ("kept", 10, 0.625)],
            Report.Outcomes.Select(outcome => (outcome.Outcome, outcome.Count, outcome.Share)));
        Assert.All(Report.Outcomes, outcome => Assert.NotEmpty(outcome.Meaning));
    }

    [Fact]
    public void Make_counts_classes_by_split()
    {
        Assert.Equal(["low", "high"], Report.Classes.Select(one => one.Name));
        Assert.Equal([5, 5], Report.Classes.Select(one => one.Photos));
        Assert.Equal([6, 2, 2], Enumerable.Range(0, 3).Select(split => Report.Classes.Sum(one => one.Splits[split])));
        Assert.All(Report.Classes, one => Assert.Equal(one.Splits[0], one.Samples.Count));
    }

    [Fact]
    public void Make_histograms_hold_every_photo_under_its_class()
    {
        Assert.Equal([4.5], Report.Thresholds);
        Assert.Equal((0.0, 9.0), (Report.Scores!.Smallest, Report.Scores.Largest));
        Assert.Equal([5, 5], Report.Scores.Counts.Select(counts => counts.Sum()));
        // Every low score lies below every high one.
        var lastLow = Report.Scores.Counts[0].Index().Last(bin => bin.Item > 0).Index;
        var firstHigh = Report.Scores.Counts[1].Index().First(bin => bin.Item > 0).Index;
        Assert.True(lastLow < firstHigh);
        Assert.Equal((400.0, 1_000.0), (Report.Sizes.Width.Smallest, Report.Sizes.Width.Largest));
        Assert.Equal([5, 5], Report.Sizes.Bytes.Counts.Select(counts => counts.Sum()));
    }

    [Fact]
    public void Make_sources_say_what_became_of_their_candidates()
    {
        Assert.Equal([("urls", 15, 10), ("folder", 1, 0)], Report.Sources.Select(source => (source.Kind, source.Candidates, source.Photos)));
        Assert.Equal(new SortedDictionary<string, int> { ["timeout"] = 1 }, Report.Sources[1].Outcomes);
        Assert.Equal(["blob lists/photos.csv", "name more"], Report.Sources.Select(source => source.Summary));
    }

    [Fact]
    public void Make_ranks_authors_and_licences_of_kept_photos()
    {
        Assert.Equal([new NamedCount("ann", 7), new NamedCount("bob", 3)], Report.Authors.Top);
        Assert.Equal([new NamedCount("CC BY 2.0", 4)], Report.Licenses.Top);
        Assert.Equal([new NamedCount("jpeg", 10)], Report.Formats.Top);
    }

    [Fact]
    public void Make_shows_the_clusters_of_duplicates()
    {
        Assert.Equal((1, 3, 0), (Report.Duplicates.Clusters, Report.Duplicates.Photos, Report.Duplicates.ConflictingClusters));
        var cluster = Assert.Single(Report.Duplicates.Largest);
        Assert.Equal(["duplicate", "duplicate", "kept"], cluster.Shown.Select(photo => photo.Outcome).Order());
    }

    [Fact]
    public void Make_samples_are_of_the_train_split_and_do_not_depend_on_the_order_of_photos()
    {
        var small = Small();

        var shuffled = new SomeReport { Recipe = small.Recipe, Entries = Some.Shuffled(small.Entries, 3) }.Make();

        Assert.Equal(Report.Classes.SelectMany(one => one.Samples).Select(photo => photo.Key), shuffled.Classes.SelectMany(one => one.Samples).Select(photo => photo.Key));
    }

    [Fact]
    public void Make_conflicts_show_photos_of_each_label()
    {
        // Five like each other say no, and the last one says yes: a cut after the first four would not show the conflict.
        var entries = Enumerable.Range(0, 8).Select(i => Some.Kept(Some.Candidate(Some.Id(i), i == 7 ? "yes" : "no"), Some.Facts("same", dhash: 5, offset: i)))
            .Concat(Enumerable.Range(10, 6).Select(i => Some.Kept(Some.Candidate(Some.Id(i), i % 2 == 0 ? "no" : "yes"))));

        var report = new SomeReport { Recipe = """{ "sources": [ { "kind": "folder", "name": "f" } ], "labels": { "kind": "folder" } }""", Entries = [.. entries] }.Make();

        var conflict = Assert.Single(report.Duplicates.Conflicts);
        Assert.Equal((8, 6), (conflict.Photos, conflict.Shown.Count));
        Assert.Equal(["no", "yes"], conflict.Shown.Select(photo => photo.Class).Distinct().Order());
        Assert.All(conflict.Shown, photo => Assert.Equal(Outcomes.LabelConflict, photo.Outcome));
    }

    [Fact]
    public void Make_recipe_with_many_rows_is_cut_short_and_says_so()
    {
        var items = string.Join(',', Enumerable.Range(0, 1_000).Select(i => $$"""{ "url": "https://photos.example/{{i}}.jpg", "label": "a" }"""));
        var recipe = $$"""{ "sources": [ { "kind": "urls", "items": [ {{items}} ] } ], "labels": { "kind": "given" } }""";

        var report = new SomeReport { Recipe = recipe, Entries = [Some.Kept(Some.Candidate("1", "a")), Some.Kept(Some.Candidate("2", "b"))] }.Make();

        Assert.Equal("items 1,000, in the recipe itself", Assert.Single(report.Sources).Summary);
        var text = report.Recipe.ToJsonString();
        Assert.Contains("/19.jpg", text, StringComparison.Ordinal);
        Assert.DoesNotContain("/20.jpg", text, StringComparison.Ordinal);
        Assert.Contains("and 980 more", text, StringComparison.Ordinal);
    }

    // Ten photos with scores 0 to 9, so the median is 4.5; two more are the same as the first; four were never photos.
    private static SomeReport Small()
    {
        var kept = Enumerable.Range(0, 10).Select(i => Some.Kept(
            Some.Candidate(Some.Id(i), author: i < 7 ? "ann" : "bob", metrics: ("likes", i)) with { License = i % 3 == 0 ? "CC BY 2.0" : null },
            Some.Facts($"photo {i}", offset: i) with { Width = i == 9 ? 1_000 : 400 + i, Height = 300 }));
        // Their keys must sort after the first photo's, which is to be kept.
        var first = CandidateKey.Of(0, Some.Id(0));
        var copies = Enumerable.Range(0, int.MaxValue).Select(i => $"copy-{i}").Where(id => string.CompareOrdinal(CandidateKey.Of(0, id), first) > 0).Take(2)
            .Select((id, i) => Some.Kept(Some.Candidate(id, metrics: ("likes", 0)), Some.Facts("photo 0", offset: 100 + i)));
        return new()
        {
            Recipe = """
                { "sources": [ { "kind": "urls", "blob": "lists/photos.csv" }, { "kind": "folder", "name": "more" } ],
                  "labels": { "kind": "score", "score": { "metric": "likes" }, "cut": [4.5] },
                  "split": { "train": 0.6, "validation": 0.2, "test": 0.2, "groupBy": "cluster" } }
                """,
            Entries = [.. kept, .. copies, SomeReport.Lost("a", "http-404"), SomeReport.Lost("b", "http-404"), SomeReport.Lost("c", "too-small"), SomeReport.Lost("d", "timeout", source: 1)],
        };
    }
}
