using PhotoScore.Core.Training;
using PhotoScore.Trainer.PairRanking;

namespace PhotoScore.Trainer.Tests.PairRanking;

public sealed class PairPoolTests
{
    private const double Day = 86_400;

    private static readonly RankedPhoto[] Photos =
    [
        new(1, "ann", 0),
        new(5, "ann", 3 * Day),
        new(3, "ann", 11 * Day),
        new(3, "ann", 12 * Day),
        new(9, "bob", 0),
        new(2, "bob", 400 * Day),
        new(7, null, 0),
        new(8, "ann", null),
    ];

    // By hand: ann's days 0 and 3 are 3 apart, 3 and 11 are 8, 3 and 12 are 9; 11 and 12 have one score; bob's are 400 days apart.
    [Fact]
    public void Measured_are_pairs_of_one_author_within_the_window_and_of_different_scores() =>
        Assert.Equal([(1, 0), (1, 2), (1, 3)], new PairPool(Photos, new RankingSettings()).Measured().Order());

    [Fact]
    public void Measured_without_a_window_takes_photos_of_unknown_time() => Assert.Equal(
        [(1, 0), (1, 2), (1, 3), (2, 0), (3, 0), (4, 5), (7, 0), (7, 1), (7, 2), (7, 3)],
        new PairPool(Photos, new RankingSettings { WindowDays = 0 }).Measured().Order());

    [Fact]
    public void Measured_of_any_author_pairs_all_that_differ() =>
        Assert.Equal((8 * 7 / 2) - 1, new PairPool(Photos, new RankingSettings { WindowDays = 0, AnyAuthor = true }).Measured().Count);

    [Fact]
    public void Measured_leaves_out_pairs_that_differ_too_little() =>
        Assert.Equal([(1, 0)], new PairPool(Photos, new RankingSettings { MinDifference = 3 }).Measured());

    [Fact]
    public void Draw_begins_a_pair_at_each_photo_that_has_a_partner()
    {
        var pool = new PairPool(Photos, new RankingSettings { PairsPerPhoto = 2 });

        var pairs = pool.Draw(seed: 1, epoch: 1);

        Assert.Equal(8, pool.PairsPerEpoch);
        Assert.Equal(8, pairs.Count);
        Assert.All(pairs, pair => Assert.Contains(pair, pool.Measured()));
        // Photos 0, 2 and 3 have photo 1 alone for a partner.
        Assert.All([0, 2, 3], photo => Assert.InRange(pairs.Count(pair => pair.Worse == photo), 2, 4));
    }

    [Fact]
    public void Draw_follows_from_seed_and_epoch_alone()
    {
        var pool = new PairPool(Photos, new RankingSettings { WindowDays = 0, PairsPerPhoto = 4 });

        Assert.Equal(pool.Draw(1, 2), new PairPool(Photos, new RankingSettings { WindowDays = 0, PairsPerPhoto = 4 }).Draw(1, 2));
        Assert.NotEqual(pool.Draw(1, 2), pool.Draw(1, 3));
        Assert.NotEqual(pool.Draw(1, 2), pool.Draw(2, 2));
    }

    // 2,000 photos make 2 million pairs, but hardly any of them differ in score.
    [Fact]
    public void Draw_finds_the_rare_pair_that_differs()
    {
        var photos = Enumerable.Range(0, 2000).Select(i => new RankedPhoto(i == 1234 ? 1 : 0, "ann", i)).ToList();

        var pairs = new PairPool(photos, new RankingSettings()).Draw(seed: 1, epoch: 1);

        Assert.Equal(2000, pairs.Count);
        Assert.All(pairs, pair => Assert.Equal(1234, pair.Better));
    }

    [Fact]
    public void Measured_of_very_many_pairs_is_a_sample_of_them()
    {
        var photos = Enumerable.Range(0, 1000).Select(i => new RankedPhoto(i, "ann", i)).ToList();

        var pairs = new PairPool(photos, new RankingSettings()).Measured();

        Assert.Equal(100_000, pairs.Count);
        Assert.All(pairs, pair => Assert.True(pair.Better > pair.Worse));
        Assert.InRange(pairs.Average(pair => (pair.Better + pair.Worse) / 2.0), 480, 520);
    }
}
