using PhotoScore.Local.PhotoSite.Truth;
using PhotoScore.Local.PhotoSite.World;

namespace PhotoScore.Local.Tests.PhotoSite;

public sealed class BestPossibleTests
{
    // Sums of e^-m m^k / k!, by hand.
    [Theory]
    [InlineData(0, 3.0, 1.0)]
    [InlineData(1, 0.5, 0.3934693402873666)]
    [InlineData(2, 1.0, 0.2642411176571153)]
    [InlineData(3, 2.0, 0.3233235838169366)]
    [InlineData(4, 10.0, 0.9896639493240743)]
    public void AtLeast_known_values(int count, double mean, double expected) =>
        Assert.Equal(expected, PoissonTail.AtLeast(count, mean), 12);

    [Theory]
    [InlineData(20, 17.5)]
    [InlineData(150, 160.0)]
    [InlineData(900, 870.0)]
    public void AtLeast_is_one_minus_the_sum_below(int count, double mean)
    {
        double below = 0, log = -mean;
        for (var k = 0; k < count; k++, log += Math.Log(mean / k))
            below += Math.Exp(log);

        Assert.Equal(1 - below, PoissonTail.AtLeast(count, mean), 9);
    }

    [Theory]
    [InlineData("median", 1, 2, 0)]
    [InlineData("mean", 1, 2, 100)]
    [InlineData("mean", 0.5, 0, 0)]
    [InlineData("-4.5", 1, 2, 0)]
    public void Of_equals_the_best_threshold_on_appeal_in_simulation(string cut, double smoothing, double log, int minViews)
    {
        var labelling = new Labelling(cut, smoothing, log, minViews);
        var photos = new PhotoWorld(5).Photos(40_000).ToArray();

        var best = BestPossible.Of(photos, labelling);

        var labelled = photos.Where(photo => photo.Views >= minViews)
            .Select(photo => (photo.Appeal, Good: labelling.Score(photo.Favorites, photo.Views) >= best.Cut)).OrderBy(photo => photo.Appeal).ToArray();
        Assert.Equal(labelled.Length, best.Photos);
        Assert.Equal(BestThresholdAccuracy(labelled), best.BestAccuracy, 0.006);
        Assert.Equal(labelled.Count(photo => photo.Good) / (double)labelled.Length, BaselineOrItsComplement(best, labelled), 0.006);
    }

    [Fact]
    public void Of_defaults_leave_a_clear_but_imperfect_signal()
    {
        var best = BestPossible.Of([.. new PhotoWorld(1).Photos(2000)], new Labelling());

        Assert.InRange(best.BestAccuracy, 0.88, 0.93);
        Assert.InRange(best.MajorityBaseline, 0.5, 0.55);
    }

    [Fact]
    public void CutOf_unknown_word_says_what_is_allowed()
    {
        var refused = Assert.Throws<ArgumentException>(() => new Labelling("middle").CutOf(new PhotoWorld(1).Photos(10)));

        Assert.Contains("median, mean or a number", refused.Message, StringComparison.Ordinal);
    }

    // The label's probability grows with appeal, so the best classifier is a threshold on it: try them all.
    private static double BestThresholdAccuracy((double Appeal, bool Good)[] ascending)
    {
        var right = ascending.Count(photo => photo.Good);
        var most = right;
        foreach (var (_, good) in ascending)
            most = Math.Max(most, right += good ? -1 : 1);
        return most / (double)ascending.Length;
    }

    private static double BaselineOrItsComplement(BestPossible best, (double, bool Good)[] labelled) =>
        labelled.Count(photo => photo.Good) * 2 >= labelled.Length ? best.MajorityBaseline : 1 - best.MajorityBaseline;
}
