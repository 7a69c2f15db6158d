namespace PhotoScore.Core.Datasets.Statistics;

/// <summary>
/// Count, mean and sum of squared differences of each channel's values, 0 to 1, over photos that all weigh the same; two of them merge into the moments of both
/// (Chan, Golub and LeVeque 1983). Merge in a fixed order, such as that of the shards: rounding makes the order visible.
/// </summary>
/// <param name="Photos">How many photos.</param>
/// <param name="Mean">R, G, B.</param>
/// <param name="SquaredDifferences">R, G, B: the sum over photos of the mean squared difference of a photo's values from <paramref name="Mean"/>.</param>
public sealed record ChannelMoments(long Photos, IReadOnlyList<double> Mean, IReadOnlyList<double> SquaredDifferences)
{
    private const int Channels = 3;

    /// <summary>Of no photos.</summary>
    public static readonly ChannelMoments None = new(0, new double[Channels], new double[Channels]);

    /// <summary>Of one photo.</summary>
    public static ChannelMoments Of(PhotoMoments photo) =>
        new(1, [photo.RedMean, photo.GreenMean, photo.BlueMean], [photo.RedVariance, photo.GreenVariance, photo.BlueVariance]);

    /// <summary>The moments of these photos and those.</summary>
    public ChannelMoments Merge(ChannelMoments other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Photos == 0) return this;
        if (Photos == 0) return other;
        var photos = Photos + other.Photos;
        var (mean, differences) = (new double[Channels], new double[Channels]);
        for (var c = 0; c < Channels; c++)
        {
            var delta = other.Mean[c] - Mean[c];
            mean[c] = Mean[c] + (delta * other.Photos / photos);
            differences[c] = SquaredDifferences[c] + other.SquaredDifferences[c] + (delta * delta * Photos * other.Photos / photos);
        }

        return new ChannelMoments(photos, mean, differences);
    }

    /// <summary>Mean and population standard deviation; zeros for no photos.</summary>
    public PixelStatistics ToStatistics() =>
        new([.. Mean], [.. SquaredDifferences.Select(sum => Photos == 0 ? 0 : Math.Sqrt(sum / Photos))]);
}
