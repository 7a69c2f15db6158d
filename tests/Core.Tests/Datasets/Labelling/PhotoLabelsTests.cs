using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Labelling;
using PhotoScore.Core.Datasets.Recipes;

namespace PhotoScore.Core.Tests.Datasets.Labelling;

public sealed class PhotoLabelsTests
{
    [Theory]
    [InlineData(3, 15, 1, 2.0, -2.0)] // log2(4 / 16)
    [InlineData(0, 0, 1, 2.0, 0.0)] // log2(1 / 1)
    [InlineData(1, 4, 0, null, 0.25)]
    [InlineData(1, 1000, 0, 10.0, -3.0)]
    public void Compute_ratio_is_smoothed_and_logged(double favorites, double views, double smoothing, double? log, double score)
    {
        var recipe = new ScoreRecipe { Ratio = ["favorites", "views"], Smoothing = smoothing, Log = log };

        Assert.Equal(score, Scores.Compute(recipe, new Dictionary<string, double> { ["favorites"] = favorites, ["views"] = views }));
    }

    [Fact]
    public void Compute_what_is_no_finite_number_is_none()
    {
        var zero = new Dictionary<string, double> { ["views"] = 0, ["likes"] = 0 };

        Assert.Null(Scores.Compute(new ScoreRecipe { Metric = "views", Log = 2 }, zero));
        Assert.Null(Scores.Compute(new ScoreRecipe { Ratio = ["likes", "views"] }, zero));
        Assert.Null(Scores.Compute(new ScoreRecipe { Ratio = ["likes", "followers"] }, zero));
    }

    [Fact]
    public void Decide_by_score_cuts_at_the_mean_of_those_that_have_one()
    {
        Candidate[] candidates = [WithScore("a", 1), WithScore("b", 3), Some.Candidate("c"), WithScore("d", 2)];

        var labelled = PhotoLabels.Decide(Recipe(names: ["bad", "good"]), candidates);

        Assert.Equal([2.0], labelled.Thresholds);
        Assert.Equal(["bad", "good"], labelled.Classes);
        Assert.Equal([0, 1, null, 1], labelled.Decisions.Select(decision => decision.Label));
        Assert.Equal((Outcomes.NoLabel, "no score: no metric appeal"), (labelled.Decisions[2].Outcome, labelled.Decisions[2].Detail));
    }

    [Fact]
    public void Decide_dropMiddle_leaves_out_the_share_nearest_to_the_threshold()
    {
        Candidate[] candidates = [.. Enumerable.Range(1, 10).Select(i => WithScore($"{i}", i))];

        var labelled = PhotoLabels.Decide(Recipe(dropMiddle: 0.45), candidates);

        // Threshold 5.5; four of ten are left out: 4, 5, 6 and 7 are the nearest.
        Assert.Equal([0, 0, 0, null, null, null, null, 1, 1, 1], labelled.Decisions.Select(decision => decision.Label));
        Assert.Equal(4, labelled.Decisions.Count(decision => decision.Outcome == Outcomes.MiddleScore));
        Assert.Equal(6.0, labelled.Decisions[5].Score);
    }

    [Fact]
    public void Decide_dropMiddle_of_equally_near_scores_takes_the_same_ones_in_any_order()
    {
        Candidate[] candidates = [.. Enumerable.Range(0, 8).Select(i => WithScore($"{i}", i % 2))];

        string[] LeftOut(Candidate[] some) =>
            [.. some.Zip(PhotoLabels.Decide(Recipe(dropMiddle: 0.5), some).Decisions).Where(pair => pair.Second.Outcome is not null).Select(pair => pair.First.Id).Order()];

        Assert.Equal(4, LeftOut(candidates).Length);
        Assert.Equal(LeftOut(candidates), LeftOut(Some.Shuffled(candidates, 3)));
    }

    [Fact]
    public void Decide_dropMiddle_of_several_thresholds_takes_those_near_any_of_them()
    {
        Candidate[] candidates = [.. Enumerable.Range(1, 10).Select(i => WithScore($"{i}", i))];

        var labelled = PhotoLabels.Decide(Recipe(dropMiddle: 0.4) with { Cut = new Cut { Kind = CutKind.Thresholds, Thresholds = [2.5, 8.5] } }, candidates);

        Assert.Equal([0, null, null, 1, 1, 1, 1, null, null, 2], labelled.Decisions.Select(decision => decision.Label));
        Assert.Contains("near the threshold 8.5", labelled.Decisions[8].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_dropMiddle_of_quantiles_counts_ranks_so_that_classes_stay_equal()
    {
        Candidate[] candidates = [.. Enumerable.Range(1, 10).Select(i => WithScore($"{i}", Math.Pow(10, i)))];

        var labelled = PhotoLabels.Decide(Recipe(dropMiddle: 0.4) with { Cut = Quantiles(2) }, candidates);

        Assert.Equal([0, 0, 0, null, null, null, null, 1, 1, 1], labelled.Decisions.Select(decision => decision.Label));
    }

    [Theory]
    [InlineData(double.NaN, 10, "metric views is no finite number")]
    [InlineData(double.PositiveInfinity, 10, "metric views is no finite number")]
    [InlineData(-1, 10, "metric views is -1, and a ratio takes no negative number")]
    [InlineData(10, -3, "metric favorites is -3, and a ratio takes no negative number")]
    [InlineData(0, 5, null)]
    public void Decide_ratio_of_metrics_that_can_not_be_gives_no_label_and_says_why(double views, double favorites, string? why)
    {
        var recipe = new ScoreLabels { Score = StudyScores.ByName["favoritesPerView"].Score };

        var decision = PhotoLabels.Decide(recipe, [Some.Candidate("a", metrics: [("views", views), ("favorites", favorites)])]).Decisions[0];

        Assert.Equal(why is null ? null : Outcomes.NoLabel, decision.Outcome);
        Assert.Equal(why is null ? null : $"no score: {why}", decision.Detail);
    }

    [Fact]
    public void Decide_metric_alone_may_be_negative() =>
        Assert.Equal(-2.5, PhotoLabels.Decide(Recipe(), [WithScore("a", -2.5)]).Decisions[0].Score);

    [Theory]
    [InlineData(1_000_000 - (10 * 86_400), 2.0)] // log2((39 + 1) / 10)
    [InlineData(1_000_000 - 86_400, 5.321928094887363)] // log2(40)
    [InlineData(1_000_000 - 60, 5.321928094887363)] // a minute counts as a day
    public void Compute_per_day_online_divides_by_days_to_the_date(double uploadedAt, double score)
    {
        var recipe = StudyScores.ByName["favoritesPerDay"].Score with { AsOf = DateTimeOffset.FromUnixTimeSeconds(1_000_000) };

        Assert.Equal(score, Scores.Compute(recipe, new Dictionary<string, double> { ["favorites"] = 39, ["uploadedAt"] = uploadedAt })!.Value, 12);
    }

    [Fact]
    public void WhyNone_of_a_photo_from_after_the_date_names_the_date()
    {
        var recipe = StudyScores.ByName["favoritesPerDay"].Score with { AsOf = DateTimeOffset.FromUnixTimeSeconds(1_000_000) };
        var metrics = new Dictionary<string, double> { ["favorites"] = 39, ["uploadedAt"] = 1_000_001 };

        Assert.Null(Scores.Compute(recipe, metrics));
        Assert.Equal("it was uploaded after 1970-01-12T13:46:40Z", Scores.WhyNone(recipe, metrics));
        Assert.Equal("no metric favorites, uploadedAt", Scores.WhyNone(recipe, new Dictionary<string, double>()));
    }

    [Fact]
    public void Settle_gives_the_date_of_acceptance_only_where_one_is_needed()
    {
        var acceptedAt = new DateTimeOffset(2024, 5, 31, 12, 0, 0, 700, TimeSpan.Zero);
        Recipe With(ScoreRecipe score) => new() { Sources = [], Labels = new ScoreLabels { Score = score } };
        DateTimeOffset? Settled(ScoreRecipe score) => ((ScoreLabels)AgeCorrection.Settle(With(score), acceptedAt).Labels).Score.AsOf;

        Assert.Equal(new DateTimeOffset(2024, 5, 31, 12, 0, 0, TimeSpan.Zero), Settled(new ScoreRecipe { Metric = "likes", PerDayOnline = true }));
        Assert.Equal(DateTimeOffset.UnixEpoch, Settled(new ScoreRecipe { Metric = "likes", PerDayOnline = true, AsOf = DateTimeOffset.UnixEpoch }));
        Assert.Null(Settled(new ScoreRecipe { Metric = "likes" }));
    }

    [Fact]
    public void Decide_one_class_of_a_source_is_that_source_against_all_others()
    {
        Candidate[] candidates = [Some.Candidate("a"), Some.Candidate("b") with { Source = 1 }, Some.Candidate("c") with { Source = 2 }];

        var labelled = PhotoLabels.Decide(new OneClassLabels { Positive = new PositivePhotos { Sources = [1] } }, candidates);

        Assert.Equal([0, 1, 0], labelled.Decisions.Select(decision => decision.Label));
        Assert.Equal(["other", "positive"], labelled.Classes);
    }

    [Fact]
    public void Decide_one_class_by_name_is_that_class_against_all_others()
    {
        var recipe = new OneClassLabels { Positive = new PositivePhotos { Class = "cage" }, Names = ["other", "cage"] };

        var labelled = PhotoLabels.Decide(recipe, [Some.Candidate("a", "cage"), Some.Candidate("b", "Cage"), Some.Candidate("c")]);

        Assert.Equal([1, 0, 0], labelled.Decisions.Select(decision => decision.Label));
        Assert.Equal(["other", "cage"], labelled.Classes);
    }

    [Fact]
    public void Decide_folder_without_names_takes_the_sorted_names_that_occur()
    {
        var labelled = PhotoLabels.Decide(new FolderLabels(), [Some.Candidate("a", "smiling"), Some.Candidate("b", "not_smiling"), Some.Candidate("c")]);

        Assert.Equal(["not_smiling", "smiling"], labelled.Classes);
        Assert.Equal([1, 0, null], labelled.Decisions.Select(decision => decision.Label));
        Assert.Equal(Outcomes.NoLabel, labelled.Decisions[2].Outcome);
        Assert.Empty(labelled.Thresholds);
    }

    [Fact]
    public void Decide_given_with_names_keeps_their_order_and_refuses_others()
    {
        var labelled = PhotoLabels.Decide(new GivenLabels { Names = ["z", "a"] }, [Some.Candidate("1", "a"), Some.Candidate("2", "z"), Some.Candidate("3", "b")]);

        Assert.Equal([1, 0, null], labelled.Decisions.Select(decision => decision.Label));
        Assert.Contains("'b'", labelled.Decisions[2].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_score_without_names_makes_them()
    {
        Assert.Equal(["low", "high"], PhotoLabels.Decide(Recipe(), []).Classes);
        Assert.Equal(["level-1", "level-2", "level-3"], PhotoLabels.Decide(Recipe() with { Cut = Quantiles(3) }, []).Classes);
    }

    private static Cut Quantiles(int classes) => new() { Kind = CutKind.Quantiles, Quantiles = classes };

    private static Candidate WithScore(string id, double score) => Some.Candidate(id, metrics: ("appeal", score));

    private static ScoreLabels Recipe(string[]? names = null, double dropMiddle = 0) =>
        new() { Score = new ScoreRecipe { Metric = "appeal" }, Names = names, DropMiddle = dropMiddle };
}
