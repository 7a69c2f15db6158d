using CsCheck;
using PhotoScore.Core.Datasets.Labelling;
using PhotoScore.Core.Datasets.Recipes;

namespace PhotoScore.Core.Tests.Datasets.Labelling;

public sealed class CutsTests
{
    private static readonly Cut Mean = new() { Kind = CutKind.Mean };
    private static readonly Cut Median = new() { Kind = CutKind.Median };

    private static readonly Gen<double[]> AnyScores = Gen.Double[-1e6, 1e6].Array[1, 60];

    // Few distinct values, so that ties are the rule.
    private static readonly Gen<double[]> TiedScores = Gen.Int[0, 6].Select(i => (double)i).Array[1, 60];

    [Fact]
    public void Thresholds_mean_is_the_arithmetic_mean() => Assert.Equal([2.5], Cuts.Thresholds(Mean, [1, 2, 3, 4]));

    [Fact]
    public void Thresholds_mean_survives_cancellation() => Assert.Equal([0.5], Cuts.Thresholds(Mean, [1e100, 1, 1, -1e100]));

    [Fact]
    public void Thresholds_median_of_an_odd_count_is_the_middle_score() => Assert.Equal([2.0], Cuts.Thresholds(Median, [9, 1, 2]));

    [Fact]
    public void Thresholds_median_of_an_even_count_is_between_the_two_in_the_middle() => Assert.Equal([2.5], Cuts.Thresholds(Median, [9, 1, 2, 3]));

    [Fact]
    public void Thresholds_list_is_taken_as_it_is() =>
        Assert.Equal([0.0, 7.0], Cuts.Thresholds(new Cut { Kind = CutKind.Thresholds, Thresholds = [0, 7] }, [1, 2]));

    [Fact]
    public void Thresholds_without_scores_are_zeros() => Assert.Equal([0.0, 0.0], Cuts.Thresholds(Quantiles(3), []));

    [Theory]
    [InlineData(4, new double[] { 1, 2, 3, 4, 5, 6, 7, 8 }, new[] { 2, 2, 2, 2 })]
    [InlineData(3, new double[] { 1, 2, 3, 4, 5, 6, 7, 8 }, new[] { 2, 3, 3 })]
    // A run of equal scores goes to one side as a whole: the one that leaves the classes nearer to equal.
    [InlineData(2, new double[] { 0, 0, 0, 0, 0, 0, 1, 2, 3, 4 }, new[] { 6, 4 })]
    [InlineData(2, new double[] { 0, 1, 2, 3, 4, 5, 5, 5, 5, 5 }, new[] { 5, 5 })]
    [InlineData(2, new double[] { 0, 1, 2, 3, 5, 5, 5, 5, 5, 5 }, new[] { 4, 6 })]
    // Too few distinct scores leave a class empty.
    [InlineData(3, new double[] { 1, 1, 1, 2, 2, 2 }, new[] { 3, 0, 3 })]
    [InlineData(2, new double[] { 1, 1, 1 }, new[] { 0, 3 })]
    public void Thresholds_quantiles_give_equal_classes_as_far_as_ties_allow(int classes, double[] scores, int[] sizes)
    {
        var thresholds = Cuts.Thresholds(Quantiles(classes), scores);

        Assert.Equal(sizes, Sizes(scores, thresholds));
    }

    [Fact]
    public void ClassOf_score_equal_to_a_threshold_is_above_it()
    {
        Assert.Equal(0, Cuts.ClassOf(Math.BitDecrement(1.0), [1, 2]));
        Assert.Equal(1, Cuts.ClassOf(1, [1, 2]));
        Assert.Equal(2, Cuts.ClassOf(2, [1, 2]));
    }

    [Fact]
    public void Thresholds_of_distinct_scores_give_quantiles_that_differ_by_one_at_most() =>
        Gen.Select(Gen.Int[2, 9], Gen.Int[0, 1_000_000].HashSet[10, 80]).Sample((classes, set) =>
        {
            double[] scores = [.. set];

            var sizes = Sizes(scores, Cuts.Thresholds(Quantiles(classes), scores));

            return sizes.Sum() == scores.Length && sizes.Max() - sizes.Min() <= 1;
        });

    [Fact]
    public void Thresholds_of_quantiles_only_look_at_the_order_of_scores() =>
        Gen.Select(Gen.Int[2, 6], TiedScores).Sample((classes, scores) =>
        {
            double[] cubed = [.. scores.Select(score => (score * score * score) - 100)];

            return Sizes(scores, Cuts.Thresholds(Quantiles(classes), scores)).SequenceEqual(Sizes(cubed, Cuts.Thresholds(Quantiles(classes), cubed)));
        });

    [Fact]
    public void Thresholds_do_not_depend_on_the_order_of_scores() =>
        Gen.Select(AnyScores, Gen.Int[0, 1000]).Sample((scores, seed) =>
            ((Cut[])[Mean, Median, Quantiles(4)]).All(cut => Cuts.Thresholds(cut, scores).SequenceEqual(Cuts.Thresholds(cut, Some.Shuffled(scores, seed)))));

    [Fact]
    public void Thresholds_rise_and_a_higher_score_is_never_in_a_lower_class() =>
        Gen.Select(AnyScores, Gen.Double[-1e6, 1e6], Gen.Double[-1e6, 1e6]).Sample((scores, a, b) =>
            ((Cut[])[Mean, Median, Quantiles(5)]).All(cut =>
            {
                var thresholds = Cuts.Thresholds(cut, scores);
                return thresholds.SequenceEqual(thresholds.Order())
                    && Cuts.ClassOf(Math.Min(a, b), thresholds) <= Cuts.ClassOf(Math.Max(a, b), thresholds);
            }));

    [Fact]
    public void Thresholds_of_mean_and_median_lie_within_the_scores() =>
        Gen.OneOf(AnyScores, TiedScores).Sample(scores =>
            ((Cut[])[Mean, Median]).All(cut => Cuts.Thresholds(cut, scores)[0] is var t && t >= scores.Min() && t <= scores.Max()));

    private static Cut Quantiles(int classes) => new() { Kind = CutKind.Quantiles, Quantiles = classes };

    private static int[] Sizes(double[] scores, double[] thresholds)
    {
        var sizes = new int[thresholds.Length + 1];
        foreach (var score in scores)
            sizes[thresholds.Count(threshold => threshold <= score)]++;
        return sizes;
    }
}
