using CsCheck;
using PhotoScore.Core.Datasets.Statistics;

namespace PhotoScore.Core.Tests.Datasets.Statistics;

public sealed class ChannelMomentsTests
{
    private static readonly Gen<byte[][]> AnyPhotos = Gen.Int[1, 20].SelectMany(pixels => Gen.Byte.Array[pixels * 3]).Array[1, 12];

    [Fact]
    public void ToStatistics_of_two_flat_photos_is_their_mean_and_half_their_distance()
    {
        var statistics = Of([0, 51, 255]).Merge(Of([255, 153, 255, 255, 153, 255])).ToStatistics();

        Assert.Equal([0.5, 0.4, 1.0], statistics.Mean, Near);
        Assert.Equal([0.5, 0.2, 0.0], statistics.StandardDeviation, Near);
    }

    [Fact]
    public void ToStatistics_agrees_with_the_definition() => AnyPhotos.Sample(photos =>
    {
        var statistics = photos.Select(photo => Of(photo)).Aggregate((a, b) => a.Merge(b)).ToStatistics();

        for (var c = 0; c < 3; c++)
        {
            double[][] values = [.. photos.Select(photo => photo.Where((_, i) => i % 3 == c).Select(value => value / 255.0).ToArray())];
            var mean = values.Average(photo => photo.Average());
            var deviation = Math.Sqrt(values.Average(photo => photo.Average(value => Math.Pow(value - mean, 2))));
            if (Math.Abs(mean - statistics.Mean[c]) > 1e-12 || Math.Abs(deviation - statistics.StandardDeviation[c]) > 1e-8)
                return false;
        }

        return true;
    });

    [Fact]
    public void Merge_grouped_otherwise_gives_the_same_within_rounding() => AnyPhotos.Sample(photos =>
    {
        ChannelMoments[] moments = [.. photos.Select(photo => Of(photo))];
        var half = moments.Length / 2;

        var left = moments.Aggregate(ChannelMoments.None, (a, b) => a.Merge(b));
        var right = moments[..half].Aggregate(ChannelMoments.None, (a, b) => a.Merge(b)).Merge(moments[half..].Aggregate(ChannelMoments.None, (a, b) => a.Merge(b)));

        return left.Photos == right.Photos && left.Mean.SequenceEqual(right.Mean, Near) && left.SquaredDifferences.SequenceEqual(right.SquaredDifferences, Near);
    });

    [Fact]
    public void Of_large_bright_photo_does_not_lose_its_small_deviation()
    {
        // 16 million pixels of 254 and 255 in turn: the deviation is half a step.
        var photo = new byte[3 * 16_000_000];
        for (var i = 0; i < photo.Length; i++)
            photo[i] = (byte)(254 + (i / 3 % 2));

        var statistics = Of(photo).ToStatistics();

        Assert.All(statistics.StandardDeviation, deviation => Assert.Equal(0.5 / 255, deviation, 1e-15));
    }

    [Fact]
    public void ToStatistics_of_no_photos_is_zeros() => Assert.Equal([0.0, 0, 0], ChannelMoments.None.ToStatistics().StandardDeviation);

    [Fact]
    public void ToPixels_is_the_mean_rounded_half_up()
    {
        var builder = new MeanImageBuilder(side: 1);
        builder.Add([0, 1, 255]);
        builder.Add([0, 2, 254]);

        Assert.Equal([0, 2, 255], builder.Build().ToPixels()!.Select(value => (int)value));
    }

    [Fact]
    public void Merge_of_mean_images_in_any_order_is_the_same() =>
        Gen.Select(Gen.Byte.Array[12].Array[1, 8], Gen.Int[0, 1000]).Sample((pictures, seed) =>
        {
            var one = pictures.Select(Single).Aggregate((a, b) => a.Merge(b));
            var other = Some.Shuffled(pictures, seed).Select(Single).Aggregate((a, b) => b.Merge(a));

            return one.Photos == other.Photos && one.Sums.SequenceEqual(other.Sums);
        });

    private static readonly IEqualityComparer<double> Near = EqualityComparer<double>.Create((a, b) => Math.Abs(a - b) <= 1e-12, _ => 0);

    private static ChannelMoments Of(byte[] rgb) => ChannelMoments.Of(PhotoMoments.Of(rgb));

    private static MeanImage Single(byte[] picture)
    {
        var builder = new MeanImageBuilder(side: 2);
        builder.Add(picture);
        return builder.Build();
    }
}
