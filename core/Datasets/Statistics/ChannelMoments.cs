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
    /// <param name="rgb">Bytes R, G, B, R, G, B, …; at least one pixel.</param>
    public static ChannelMoments Of(ReadOnlySpan<byte> rgb)
    {
        if (rgb.IsEmpty || rgb.Length % Channels != 0)
            throw new ArgumentException($"{rgb.Length} bytes are no RGB pixels; a positive multiple of three is.", nameof(rgb));

        // Integers: exact for photos of up to 10^14 pixels.
        Span<long> sums = stackalloc long[Channels], squares = stackalloc long[Channels];
        for (var i = 0; i < rgb.Length; i += Channels)
        {
            for (var c = 0; c < Channels; c++)
            {
                int value = rgb[i + c];
                sums[c] += value;
                squares[c] += value * value;
            }
        }

        double pixels = rgb.Length / Channels;
        var (mean, differences) = (new double[Channels], new double[Channels]);
        for (var c = 0; c < Channels; c++)
        {
            mean[c] = sums[c] / pixels / 255;
            differences[c] = (double)(((Int128)squares[c] * (long)pixels) - ((Int128)sums[c] * sums[c])) / pixels / pixels / (255 * 255);
        }

        return new ChannelMoments(1, mean, differences);
    }

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
