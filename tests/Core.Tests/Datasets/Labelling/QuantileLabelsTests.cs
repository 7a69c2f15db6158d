using CsCheck;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Labelling;
using PhotoScore.Core.Datasets.Recipes;

namespace PhotoScore.Core.Tests.Datasets.Labelling;

/// <summary>Classes of equal size, whatever the scores.</summary>
public sealed class QuantileLabelsTests
{
    // Few distinct values, so that ties are the rule.
    private static readonly Gen<int[]> TiedScores = Gen.Int[0, 6].Array[0, 60];

    [Fact]
    public void Decide_sizes_differ_by_one_at_most_whatever_the_ties() =>
        Gen.Select(Gen.Int[2, 7], TiedScores).Sample((classes, scores) =>
        {
            var sizes = Sizes(Decide(classes, Candidates(scores)), classes);

            return sizes.Sum() == scores.Length && sizes.Max() - sizes.Min() <= 1;
        });

    [Fact]
    public void Decide_higher_score_is_never_in_a_lower_class() =>
        Gen.Select(Gen.Int[2, 7], TiedScores.Where(scores => scores.Length > 1)).Sample((classes, scores) =>
        {
            var ordered = Decide(classes, Candidates(scores)).Decisions.OrderBy(decision => decision.Score).ThenBy(decision => decision.Label).ToList();

            return ordered.Zip(ordered.Skip(1)).All(pair => pair.First.Label <= pair.Second.Label);
        });

    [Fact]
    public void Decide_labels_only_look_at_the_order_of_scores() =>
        Gen.Select(Gen.Int[2, 6], TiedScores).Sample((classes, scores) =>
            Labels(Decide(classes, Candidates(scores))).SequenceEqual(
                Labels(Decide(classes, Candidates([.. scores.Select(score => (score * score * score) - 100)])))));

    [Fact]
    public void Decide_order_of_photos_decides_nothing() =>
        Gen.Select(Gen.Int[2, 6], TiedScores, Gen.Int[0, 1000]).Sample((classes, scores, seed) =>
        {
            var candidates = Candidates(scores);
            var shuffled = Some.Shuffled(candidates, seed);
            var expected = candidates.Zip(Labels(Decide(classes, candidates))).ToDictionary(pair => pair.First.Key, pair => pair.Second);

            return shuffled.Zip(Labels(Decide(classes, shuffled))).All(pair => expected[pair.First.Key] == pair.Second);
        });

    [Fact]
    public void Decide_together_keeps_equal_scores_in_one_class() =>
        Gen.Select(Gen.Int[2, 6], TiedScores).Sample((classes, scores) =>
            Decide(classes, Candidates(scores), Ties.Together).Decisions.GroupBy(decision => decision.Score).All(run => run.Select(decision => decision.Label).Distinct().Count() == 1));

    [Fact]
    public void Decide_counts_the_rows_of_each_run_that_a_cut_goes_through()
    {
        // Ten photos cut at ranks 3 and 6: rank 3 lies inside the four 1s, rank 6 at the end of the two 2s.
        Candidate[] candidates = Candidates([0, 1, 1, 1, 1, 2, 3, 3, 4, 5]);

        Assert.Equal([4, 0], Decide(3, candidates).TiedAtCuts);
        Assert.Equal([1.0, 3.0], Decide(3, candidates).Thresholds);
        Assert.Equal([4, 0], Decide(3, candidates, Ties.Together).TiedAtCuts);
    }

    [Fact]
    public void Decide_ties_of_two_sources_are_not_parted_by_source()
    {
        // Keys begin with the source's number; were ties cut in the order of keys, each class would be one source.
        Candidate[] candidates = [.. Enumerable.Range(0, 400).Select(i => Some.Candidate(Some.Id(i), metrics: ("appeal", 1)) with { Source = i % 2, Key = CandidateKey.Of(i % 2, Some.Id(i)) })];

        var labels = Labels(Decide(2, candidates));

        Assert.InRange(candidates.Zip(labels).Count(pair => pair.First.Source == pair.Second), 160, 240);
    }

    private static Candidate[] Candidates(int[] scores) => [.. scores.Select((score, i) => Some.Candidate(Some.Id(i), metrics: ("appeal", score)))];

    private static LabelledPhotos Decide(int classes, Candidate[] candidates, Ties? ties = null) => PhotoLabels.Decide(
        new ScoreLabels { Score = new ScoreRecipe { Metric = "appeal" }, Cut = new Cut { Kind = CutKind.Quantiles, Quantiles = classes }, Ties = ties }, candidates);

    private static int[] Labels(LabelledPhotos labelled) => [.. labelled.Decisions.Select(decision => decision.Label!.Value)];

    private static int[] Sizes(LabelledPhotos labelled, int classes) => [.. Enumerable.Range(0, classes).Select(label => Labels(labelled).Count(other => other == label))];
}
