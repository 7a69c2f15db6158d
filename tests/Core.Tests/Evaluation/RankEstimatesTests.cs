using CsCheck;
using PhotoScore.Core.Datasets.Labelling.Auditing;
using PhotoScore.Core.Evaluation;

namespace PhotoScore.Core.Tests.Evaluation;

public sealed class RankEstimatesTests
{
    private static readonly (int, int)[] AllOfFour = [(1, 0), (2, 0), (3, 0), (2, 1), (3, 1), (3, 2)];

    [Fact]
    public void Of_four_photos_of_which_two_changed_places_by_hand()
    {
        // Rank differences 0, 1, 1, 0, so 1 - 6 · 2 / (4 · 15); five of six pairs are in order.
        var found = RankEstimates.Of(Some.Binary((0.1f, 0), (0.5f, 0), (0.3f, 1), (0.9f, 1)), [1, 2, 3, 4], AllOfFour, seed: 1);

        Assert.Equal(0.8, found.RankCorrelation!.Value, 12);
        Assert.Equal(5.0 / 6, found.PairAccuracy!.Value, 12);
    }

    [Fact]
    public void Of_equal_answers_is_half_of_the_pairs_and_no_correlation()
    {
        var found = RankEstimates.Of(Some.Binary((0.5f, 0), (0.5f, 0), (0.5f, 1), (0.5f, 1)), [1, 2, 3, 4], AllOfFour, seed: 1);

        Assert.Null(found.RankCorrelation);
        Assert.Equal((0.5, 0.5, 0.5), (found.PairAccuracy!.Value, found.PairAccuracy.Low, found.PairAccuracy.High));
    }

    [Fact]
    public void Of_photos_without_pairs_has_no_pair_accuracy() =>
        Assert.Null(RankEstimates.Of(Some.Binary((0.1f, 0), (0.9f, 1)), [1, 2], [], seed: 1).PairAccuracy);

    [Fact]
    public void Correlation_of_weighted_values_is_that_of_values_that_stand_there_as_often() =>
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 5], Gen.Int[0, 3]).Array[2, 30].Where(rows => rows.Any(row => row.Item3 > 0)).Sample(rows =>
        {
            var repeated = rows.SelectMany(row => Enumerable.Repeat(row, row.Item3)).ToList();
            var expected = RankCorrelation.Of([.. repeated.Select(row => (double)row.Item1)], [.. repeated.Select(row => (double)row.Item2)]);

            var found = WeightedRanks.Correlation(
                new(rows.Select(row => (double)row.Item1)), new(rows.Select(row => (double)row.Item2)), [.. rows.Select(row => row.Item3)]);

            Assert.Equal(expected ?? double.NaN, found, 9);
        });

    [Fact]
    public void Of_many_photos_has_fishers_interval()
    {
        // Two normal values that share a part: a correlation of 0.8 / sqrt(0.8² + 0.6²) = 0.8, of ranks a little less. Fisher: atanh(r) ± 1.96 · 1.03 / sqrt(n - 3).
        var random = new Random(3);
        var rows = Enumerable.Range(0, 600).Select(_ => (Shared: Normal(random), Own: Normal(random))).ToArray();

        var found = RankEstimates.Of(Answers(rows.Select(row => (0.8 * row.Shared) + (0.6 * row.Own))), [.. rows.Select(row => row.Shared)], [], seed: 1).RankCorrelation!;

        var half = 1.96 * 1.03 / Math.Sqrt(597);
        Assert.Equal(Math.Tanh(Math.Atanh(found.Value) - half), found.Low, tolerance: 0.015);
        Assert.Equal(Math.Tanh(Math.Atanh(found.Value) + half), found.High, tolerance: 0.015);
    }

    [Fact]
    public void Of_pairs_within_groups_has_the_normal_approximation_over_groups()
    {
        // 200 authors of two photos each, whose only pair is in order for 140 of them: the standard error of a share of 200.
        var answers = Enumerable.Range(0, 400).Select(photo => (photo % 2 == (photo / 2 < 140 ? 1 : 0) ? 0.9f : 0.1f, photo % 2, photo / 2)).ToArray();
        var pairs = Enumerable.Range(0, 200).Select(author => ((2 * author) + 1, 2 * author)).ToArray();

        var found = RankEstimates.Of(Some.Binary(answers), [.. Enumerable.Range(0, 400).Select(photo => photo % 2 == 1 ? 1.0 : 0)], pairs, seed: 1).PairAccuracy!;

        var error = 1.96 * Math.Sqrt(0.7 * 0.3 / 200);
        Assert.Equal(0.7, found.Value, 12);
        Assert.Equal(0.7 - error, found.Low, tolerance: 0.011);
        Assert.Equal(0.7 + error, found.High, tolerance: 0.011);
    }

    private static AnsweredPhotos Answers(IEnumerable<double> values) =>
        Some.Binary([.. values.Select(value => ((float)(1 / (1 + Math.Exp(-value))), value > 0 ? 1 : 0))]);

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
