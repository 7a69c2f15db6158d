using PhotoScore.Core.Training;
using PhotoScore.Trainer.PairRanking;

namespace PhotoScore.Trainer.Tests.PairRanking;

public sealed class RankingMeasureTests
{
    // By hand: rank differences 0, 1, 1, 0, so 1 - 6 · 2 / (4 · 15) = 0.8; five of six pairs are in order.
    [Fact]
    public void Of_four_photos_of_which_two_changed_places()
    {
        var measure = Measure([1, 2, 3, 4], [0.1, 0.5, 0.3, 0.9]);

        Assert.Equal(0.8, measure.RankCorrelation!.Value, 12);
        Assert.Equal(5.0 / 6, measure.PairAccuracy!.Value, 12);
        // Differences of the better from the worse: 0.4, 0.2, 0.8, -0.2, 0.4, 0.6.
        var expected = new[] { 0.4, 0.2, 0.8, -0.2, 0.4, 0.6 }.Average(difference => Math.Log(1 + Math.Exp(-difference)));
        Assert.Equal(expected, measure.PairLoss, 12);
    }

    [Fact]
    public void Of_equal_answers_is_half_of_the_pairs_and_no_correlation()
    {
        var measure = Measure([1, 2, 3], [0.5, 0.5, 0.5]);

        Assert.Null(measure.RankCorrelation);
        Assert.Equal(0.5, measure.PairAccuracy);
        Assert.Equal(Math.Log(2), measure.PairLoss, 12);
    }

    [Fact]
    public void Of_photos_without_pairs_has_no_pair_accuracy()
    {
        RankedPhoto[] photos = [new(1, "ann", 0), new(2, "bob", 0)];

        var measure = RankingMeasure.Of(photos, new PairPool(photos, new RankingSettings()), [0, 1]);

        Assert.Equal(1, measure.RankCorrelation!.Value, 12);
        Assert.Null(measure.PairAccuracy);
    }

    private static RankingMeasure Measure(double[] scores, double[] answers)
    {
        RankedPhoto[] photos = [.. scores.Select(score => new RankedPhoto(score, "ann", 0))];
        return RankingMeasure.Of(photos, new PairPool(photos, new RankingSettings()), answers);
    }
}
