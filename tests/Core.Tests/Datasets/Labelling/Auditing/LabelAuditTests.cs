using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Assembling;
using PhotoScore.Core.Datasets.Labelling;
using PhotoScore.Core.Datasets.Labelling.Auditing;
using PhotoScore.Core.Datasets.Recipes;

namespace PhotoScore.Core.Tests.Datasets.Labelling.Auditing;

public sealed class LabelAuditTests
{
    private static readonly Recipe ByFolder = new() { Sources = [new FolderSource { Name = "some" }], Labels = new FolderLabels() };

    private static readonly Recipe ByScore = ByFolder with { Labels = new ScoreLabels { Score = new ScoreRecipe { Metric = "appeal" }, Cut = new Cut { Kind = CutKind.Median } } };

    [Fact]
    public void Of_photos_that_differ_in_nothing_but_what_they_show_warns_of_nothing()
    {
        var random = new Random(7);

        var audit = Audit(ByFolder, [.. Enumerable.Range(0, 400).Select(i => Photo(i, i % 2, facts => facts with
        {
            Bytes = random.Next(20_000, 400_000),
            Width = random.Next(240, 2_000),
            Height = random.Next(240, 2_000),
            Format = random.Next(3) == 0 ? "png" : "jpeg",
        }, author: $"a{random.Next(60)}"))]);

        Assert.Empty(audit.Warnings);
        Assert.Equal(["file size", "image size", "aspect ratio", "format", "author"], audit.Findings.Shortcuts.Select(shortcut => shortcut.Feature));
        Assert.All(audit.Findings.Shortcuts, shortcut => Assert.InRange(shortcut.BalancedAccuracy, 0.35, 0.65));
        Assert.Equal([200, 200], Enumerable.Range(0, 2).Select(label => audit.Findings.ClassCounts.Values.Sum(counts => counts[label])));
        Assert.Equal(["test", "train", "validation"], audit.Findings.ClassCounts.Keys.Order());
        Assert.Null(audit.Findings.TiedAtCut);
    }

    [Fact]
    public void Of_no_photos_warns_of_nothing() => Assert.Empty(Audit(ByFolder, []).Warnings);

    [Fact]
    public void Of_one_class_only_warns()
    {
        var warning = Assert.Single(Audit(ByFolder, [.. Enumerable.Range(0, 30).Select(i => Photo(i, 1))]).Warnings);

        Assert.Equal("one-class", warning.Code);
        Assert.Contains("All 30 photos are dog", warning.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4, true)]
    [InlineData(5, false)]
    public void Of_class_under_five_percent_warns(int cats, bool warns)
    {
        var audit = Audit(ByFolder, [.. Enumerable.Range(0, 100).Select(i => Photo(i, i < cats ? 0 : 1))]);

        var warning = audit.Warnings.SingleOrDefault(warning => warning.Code == "rare-class");
        Assert.Equal(warns, warning is not null);
        if (warns) Assert.Contains("Only 4 of 100 photos (4.0%) are cat", warning!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_many_equal_classes_warns_of_none_as_rare()
    {
        string[] classes = [.. Enumerable.Range(0, 40).Select(i => $"c{i:D2}")];

        var audit = Audit(ByFolder, [.. Enumerable.Range(0, 400).Select(i => Photo(i, i / 10))], classes);

        Assert.DoesNotContain("rare-class", audit.Warnings.Select(warning => warning.Code));
    }

    [Fact]
    public void Of_class_without_a_photo_in_test_warns()
    {
        var audit = Audit(ByFolder, [.. Enumerable.Range(0, 100).Select(i => Photo(i, i % 2) with { Split = i % 2 == 0 || i % 4 == 1 ? Split.Train : Split.Validation })]);

        Assert.Equal(
            ["No photo of class cat (50 in all) is in validation or test", "No photo of class dog (50 in all) is in test"],
            audit.Warnings.Where(warning => warning.Code == "class-missing-in-split").Select(warning => warning.Message.Split(':')[0]));
    }

    [Fact]
    public void Of_negatives_that_are_all_200_by_200_warns_of_the_image_size()
    {
        var random = new Random(3);

        // Positives of every size around it, and the same size of file: only width and height together give the negatives away.
        var audit = Audit(ByFolder, [.. Enumerable.Range(0, 300).Select(i => Photo(i, i % 2, facts => facts with
        {
            Bytes = 30_000 + random.Next(9_000),
            Width = i % 2 == 0 ? 200 : random.Next(150, 260),
            Height = i % 2 == 0 ? 200 : random.Next(150, 260),
        }))]);

        var shortcut = audit.Findings.Shortcuts.Single(shortcut => shortcut.Feature == "image size");
        Assert.InRange(shortcut.BalancedAccuracy, 0.95, 1);
        Assert.InRange(shortcut.SplitBalancedAccuracy!.Value, 0.95, 1);
        Assert.Equal((0.5, 0.5), (shortcut.Chance, shortcut.Majority));
        Assert.Contains("150 of 15", shortcut.Example, StringComparison.Ordinal);
        Assert.EndsWith("are cat", shortcut.Example, StringComparison.Ordinal);
        Assert.Contains(audit.Warnings, warning => warning.Code == "label-shortcut" && warning.Message.StartsWith("The image size alone predicts the label", StringComparison.Ordinal));
        Assert.DoesNotContain(audit.Warnings, warning => warning.Message.StartsWith("The file size", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_format_that_gives_the_label_away_warns_of_it_with_the_figures_of_a_hand_count()
    {
        // 90 of 100 cats are png, 20 of 300 dogs are: recalls 0.9 and 280/300.
        var audit = Audit(ByFolder, [.. Enumerable.Range(0, 400).Select(i => Photo(i, i < 100 ? 0 : 1, facts => facts with { Format = i is < 90 or >= 380 ? "png" : "jpeg" }))]);

        var shortcut = audit.Findings.Shortcuts.Single(shortcut => shortcut.Feature == "format");
        Assert.Equal((0.9 + (280 / 300.0)) / 2, shortcut.BalancedAccuracy, 4);
        Assert.Equal(0.75, shortcut.Majority);
        Assert.Equal("png: 90 of 110 are cat", shortcut.Example);
        Assert.Contains(audit.Warnings, warning => warning.Code == "label-shortcut" && warning.Message.Contains("format", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_file_size_that_gives_the_label_away_warns_of_it()
    {
        var random = new Random(5);

        var audit = Audit(ByFolder, [.. Enumerable.Range(0, 200).Select(i => Photo(i, i % 2, facts => facts with { Bytes = random.Next(1_000) + (i % 2 * 900) }))]);

        // Uniform over 0..1000 and 900..1900: one cut is right for 95% of each.
        Assert.InRange(audit.Findings.Shortcuts.Single(shortcut => shortcut.Feature == "file size").BalancedAccuracy, 0.9, 0.99);
        Assert.Contains(audit.Warnings, warning => warning.Message.StartsWith("The file size alone", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_a_source_that_holds_one_class_warns_unless_sources_are_the_classes()
    {
        AssembledPhoto[] photos = [.. Enumerable.Range(0, 100).Select(i => Photo(i, i % 2, source: i % 2))];
        var two = ByFolder with { Sources = [new FolderSource { Name = "a" }, new FolderSource { Name = "b" }] };

        Assert.Contains(Audit(two, photos).Warnings, warning => warning.Message.StartsWith("The source alone", StringComparison.Ordinal));
        Assert.Empty(Audit(two with { Labels = new OneClassLabels { Positive = new PositivePhotos { Sources = [1] } } }, photos).Warnings);
        Assert.Empty(Audit(two with { Sources = [new FolderSource { Name = "a", Class = "cat" }, new FolderSource { Name = "b", Class = "dog" }] }, photos).Warnings);
    }

    [Fact]
    public void Of_authors_who_take_only_one_class_warns_of_the_author_though_test_authors_are_new()
    {
        // Ten photos an author, all of one class; every author in one split.
        var audit = Audit(ByFolder, [.. Enumerable.Range(0, 400).Select(i => Photo(i, i / 10 % 2, author: $"a{i / 10}") with { Split = (Split)(i / 20 % 3) })]);

        var shortcut = audit.Findings.Shortcuts.Single(shortcut => shortcut.Feature == "author");
        Assert.Equal((1.0, 0.5), (shortcut.BalancedAccuracy, shortcut.SplitBalancedAccuracy));
        Assert.Contains(audit.Warnings, warning => warning.Message.StartsWith("The author alone", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_photos_of_one_author_tells_no_accuracy_that_is_no_number()
    {
        var audit = Audit(ByFolder, [.. Enumerable.Range(0, 16).Select(i => Photo(i, i % 2, author: "ann"))]);

        Assert.All(audit.Findings.Shortcuts, shortcut => Assert.InRange(shortcut.BalancedAccuracy, 0, 1));
    }

    [Fact]
    public void Of_one_author_who_made_most_of_a_class_warns()
    {
        var audit = Audit(ByFolder, [.. Enumerable.Range(0, 100).Select(i => Photo(i, i % 2, author: i < 60 && i % 2 == 0 ? "ann" : $"b{i}"))]);

        Assert.Equal(
            ["One author, ann, made 30 of the 50 photos of class cat"],
            audit.Warnings.Where(warning => warning.Code == "dominant-author").Select(warning => warning.Message.Split(':')[0]));
    }

    [Fact]
    public void Of_scores_that_are_mostly_equal_warns_and_says_how_many_tie_at_the_cut()
    {
        // 60 of 100 have score 0, which is the median.
        var (audit, labelled) = Labelled(ByScore, [.. Enumerable.Range(0, 100).Select(i => (double)Math.Max(0, i - 59))]);

        Assert.Equal(60, audit.Findings.TiedAtCut);
        Assert.Equal(0.6, audit.Findings.MostFrequentScore);
        Assert.Equal(0.6, audit.Findings.TiedScores);
        Assert.Equal([0.0], labelled.Thresholds);
        Assert.Contains("60 of 100 scored photos", audit.Warnings.Single(warning => warning.Code == "tied-scores").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_many_ties_away_from_the_cut_does_not_warn()
    {
        // Pairs of equal scores: every photo is tied, but no class would change much.
        var (audit, _) = Labelled(ByScore, [.. Enumerable.Range(0, 1000).Select(i => (double)(i / 2))]);

        Assert.Equal(1.0, audit.Findings.TiedScores);
        Assert.DoesNotContain("tied-scores", audit.Warnings.Select(warning => warning.Code));
    }

    [Fact]
    public void Of_few_distinct_scores_under_thresholds_that_the_recipe_names_does_not_warn()
    {
        var recipe = ByScore with { Labels = (ScoreLabels)ByScore.Labels with { Cut = new Cut { Kind = CutKind.Thresholds, Thresholds = [5] } } };

        var (audit, _) = Labelled(recipe, [.. Enumerable.Range(0, 100).Select(i => (double)(i % 10))]);

        Assert.DoesNotContain("tied-scores", audit.Warnings.Select(warning => warning.Code));
    }

    [Fact]
    public void Of_photos_in_any_order_gives_the_same_figures()
    {
        AssembledPhoto[] photos = [.. Enumerable.Range(0, 300).Select(i =>
            Photo(i, i % 3, facts => facts with { Bytes = i * 37 % 101, Width = 200 + (i % 7) }, author: $"a{i % 40}"))];

        Assert.Equal(Accuracies(photos), Accuracies(Some.Shuffled(photos, 9)));

        static IEnumerable<(string, double, double?)> Accuracies(AssembledPhoto[] photos) => Audit(ByFolder, photos, "a", "b", "c").Findings.Shortcuts
            .Select(shortcut => (shortcut.Feature, shortcut.BalancedAccuracy, shortcut.SplitBalancedAccuracy));
    }

    private static AuditedLabels Audit(Recipe recipe, AssembledPhoto[] photos, params string[] classes) =>
        LabelAudit.Of(recipe, photos, new LabelledPhotos([], classes.Length > 0 ? classes : ["cat", "dog"], []));

    private static (AuditedLabels Audit, LabelledPhotos Labelled) Labelled(Recipe recipe, double[] scores)
    {
        Candidate[] candidates = [.. scores.Select((score, i) => Some.Candidate(Some.Id(i), metrics: ("appeal", score)))];
        var labelled = PhotoLabels.Decide(recipe.Labels, candidates);
        AssembledPhoto[] photos = [.. candidates.Zip(labelled.Decisions, (candidate, decision) =>
            new AssembledPhoto(candidate, Some.Facts(candidate.Id), "some.tar", decision.Score, decision.Label!.Value, Split.Train, candidate.Key))];
        return (LabelAudit.Of(recipe, photos, labelled), labelled);
    }

    private static AssembledPhoto Photo(int number, int label, Func<PhotoFacts, PhotoFacts>? change = null, string? author = null, int source = 0)
    {
        var candidate = Some.Candidate(Some.Id(number), author: author) with { Source = source };
        var facts = Some.Facts(candidate.Id);
        return new AssembledPhoto(candidate, change is null ? facts : change(facts), "some.tar", null, label, (Split)(number / 2 % 3), candidate.Key);
    }
}
