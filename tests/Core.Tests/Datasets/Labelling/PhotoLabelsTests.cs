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
    public void Decide_dropMiddle_of_equally_near_scores_takes_the_smaller_keys_in_any_order()
    {
        Candidate[] candidates = [.. Enumerable.Range(0, 8).Select(i => WithScore($"{i}", i % 2))];
        var expected = candidates.OrderBy(candidate => candidate.Key, StringComparer.Ordinal).Take(4).Select(candidate => candidate.Id).Order();

        var shuffled = Some.Shuffled(candidates, 3);
        var labelled = PhotoLabels.Decide(Recipe(dropMiddle: 0.5), shuffled);

        Assert.Equal(expected, shuffled.Zip(labelled.Decisions).Where(pair => pair.Second.Outcome is not null).Select(pair => pair.First.Id).Order());
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
        Assert.Equal(["level-1", "level-2", "level-3"], PhotoLabels.Decide(Recipe() with { Cut = new Cut { Kind = CutKind.Quantiles, Quantiles = 3 } }, []).Classes);
    }

    private static Candidate WithScore(string id, double score) => Some.Candidate(id, metrics: ("appeal", score));

    private static ScoreLabels Recipe(string[]? names = null, double dropMiddle = 0) =>
        new() { Score = new ScoreRecipe { Metric = "appeal" }, Names = names, DropMiddle = dropMiddle };
}
