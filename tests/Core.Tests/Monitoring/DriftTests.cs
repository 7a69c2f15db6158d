using CsCheck;
using PhotoScore.Core.Monitoring;

namespace PhotoScore.Core.Tests.Monitoring;

public sealed class DriftTests
{
    private static readonly Gen<long[]> Histograms = Gen.Long[0, 500].Array[10].Where(bins => bins.Sum() > 0);

    [Fact]
    public void Index_of_known_shares_is_the_formulas()
    {
        // (0.5 - 0.4) ln(0.5 / 0.4) + (0.3 - 0.4) ln(0.3 / 0.4) + 0
        Assert.Equal(0.05108, PopulationStability.Index([50, 30, 20], [40, 40, 20])!.Value, 1e-5);
        // Half a photo of 100 in the empty bin: (0.005 - 0.5) ln(0.005 / 0.5) + (1 - 0.5) ln(1 / 0.5)
        Assert.Equal(2.62613, PopulationStability.Index([0, 100], [50, 50])!.Value, 1e-5);
        Assert.Null(PopulationStability.Index([0, 0], [1, 1]));
    }

    [Fact]
    public void Index_is_nothing_between_equal_shares_never_negative_and_symmetric() => Gen.Select(Histograms, Histograms).Sample((a, b) =>
    {
        Assert.Equal(0, PopulationStability.Index(a, a)!.Value, 1e-12);
        Assert.True(PopulationStability.Index(a, b) >= 0);
        Assert.Equal(PopulationStability.Index(a, b)!.Value, PopulationStability.Index(b, a)!.Value, 1e-9);
    });

    [Fact]
    public void ByChance_is_exceeded_about_once_in_twenty_times_by_photos_that_did_not_change()
    {
        var random = new Random(1);

        var exceeded = Enumerable.Range(0, 1000).Count(_ => PopulationStability.Index(Draw(random, 400), Draw(random, 1000)) > PopulationStability.ByChance(400, 1000));

        Assert.InRange(exceeded, 25, 80);
    }

    [Theory]
    [InlineData(128, DriftLevel.Stable)]
    [InlineData(100, DriftLevel.Notice)]
    [InlineData(60, DriftLevel.Warning)]
    public void Of_darker_photos_warns_by_how_many_standard_deviations_they_are(int brightness, DriftLevel level)
    {
        // Photos vary by 40 levels around 128: 100 is 0.7, and 60 is 1.7 standard deviations darker.
        var reference = Statistics(128, photos: 500);

        var comparison = DriftComparison.Of(Statistics(brightness, photos: 400), reference)!;

        Assert.Equal(level, comparison.Level);
        Assert.Equal((brightness - 128) / 40.0, comparison.ChannelShifts[0]!.Value, 0.02);
        Assert.Equal(level == DriftLevel.Stable ? 0 : 3, DriftWarnings.Of(comparison, "total").Count(warning => warning.Kind == "input" && warning.Level == level));
        Assert.All(DriftWarnings.Of(comparison, "total"), warning => Assert.True(warning is { Message.Length: > 0, Advice.Length: > 0, Of: "total" }));
    }

    [Fact]
    public void Of_fewer_photos_than_it_takes_compares_and_judges_nothing()
    {
        var comparison = DriftComparison.Of(Statistics(20, photos: DriftComparison.LeastPhotos - 1), Statistics(128, photos: 500))!;

        Assert.Equal(DriftLevel.TooFew, comparison.Level);
        Assert.True(comparison.ChannelShifts[0] < -2);
    }

    [Fact]
    public void Of_embeddings_is_the_root_mean_square_over_the_dimensions_that_vary()
    {
        // 3 and 4 standard deviations, and a dimension that never varied: the root of (9 + 16) / 2.
        var shift = MeanShift.Of(new VectorMoments(10, [3, 8, 5], [1, 1, 1]), new VectorMoments(10, [0, 0, 0], [1, 4, 0]));

        Assert.Equal(Math.Sqrt(12.5), shift!.Value, 1e-12);
        Assert.Null(MeanShift.Of(null, new VectorMoments(1, [0], [1])));
        Assert.Null(MeanShift.Of(new Moments(5, 1, 1), new Moments(5, 1, 0)));
    }

    private static long[] Draw(Random random, int photos)
    {
        var bins = new long[10];
        for (var i = 0; i < photos; i++)
            bins[random.Next(10)]++;
        return bins;
    }

    // Answers the same, whatever the brightness; photos are two kinds, 40 levels darker and brighter than their mean.
    private static PhotoStatistics Statistics(int brightness, int photos)
    {
        var builder = new PhotoStatisticsBuilder(["no", "yes"]);
        for (var i = 0; i < photos; i++)
        {
            var yes = i % 10 / 10f;
            builder.Add([1 - yes, yes], [yes], Enumerable.Repeat((byte)Math.Max(0, brightness + (i % 2 == 0 ? 40 : -40)), 12).ToArray());
        }
        return builder.Build();
    }
}
