namespace PhotoScore.Trainer.Data.Augmentation;

/// <summary>
/// Samples a photo of RGB bytes bilinearly; what lies outside is its own reflection, as in Keras' layers. Coordinates have 16 fractional bits
/// and weights 8: on a training step's scale neither is seen, and integers cost a third of what doubles did.
/// </summary>
internal static class WarpSampler
{
    private const int Channels = 3;
    private const int Bits = 16;
    private const double One = 1 << Bits;
    private const int WeightBits = 8;
    private const int Half = 1 << ((2 * WeightBits) - 1);

    /// <summary>Writes the photo as the warp sees it.</summary>
    public static void Apply(ReadOnlySpan<byte> source, int width, int height, in Warp warp, Span<byte> target)
    {
        long stepX = (long)Math.Round(warp.A * One), stepY = (long)Math.Round(warp.D * One);
        for (var y = 0; y < height; y++)
        {
            long x0 = (long)Math.Round(((warp.B * y) + warp.C) * One), y0 = (long)Math.Round(((warp.E * y) + warp.F) * One);
            var row = target.Slice(y * width * Channels, width * Channels);
            var inside = Inside(x0, stepX, width) && Inside(y0, stepY, height);
            for (var x = 0; x < width; x++)
            {
                long fromX = x0 + (x * stepX), fromY = y0 + (x * stepY);
                int left = (int)(fromX >> Bits), upper = (int)(fromY >> Bits);
                var (right, lower) = (left + 1, upper + 1);
                if (!inside)
                    (left, right, upper, lower) = (Reflect(left, width), Reflect(right, width), Reflect(upper, height), Reflect(lower, height));
                Blend(source, width, (left, right, upper, lower), Weight(fromX), Weight(fromY), row.Slice(x * Channels, Channels));
            }

            // A line is inside when its ends are.
            bool Inside(long from, long step, int count) => IsInside(from, count) && IsInside(from + ((width - 1) * step), count);
        }
    }

    private static bool IsInside(long at, int count) => at >= 0 && at >> Bits < count - 1;

    private static int Weight(long at) => (int)(at >> (Bits - WeightBits)) & ((1 << WeightBits) - 1);

    private static void Blend(
        ReadOnlySpan<byte> source, int width, (int Left, int Right, int Upper, int Lower) at, int rightWeight, int lowerWeight, Span<byte> pixel)
    {
        int leftWeight = (1 << WeightBits) - rightWeight, upperWeight = (1 << WeightBits) - lowerWeight;
        var upperLeft = source.Slice(((at.Upper * width) + at.Left) * Channels, Channels);
        var upperRight = source.Slice(((at.Upper * width) + at.Right) * Channels, Channels);
        var lowerLeft = source.Slice(((at.Lower * width) + at.Left) * Channels, Channels);
        var lowerRight = source.Slice(((at.Lower * width) + at.Right) * Channels, Channels);
        for (var channel = 0; channel < Channels; channel++)
        {
            var above = (upperLeft[channel] * leftWeight) + (upperRight[channel] * rightWeight);
            var below = (lowerLeft[channel] * leftWeight) + (lowerRight[channel] * rightWeight);
            pixel[channel] = (byte)(((above * upperWeight) + (below * lowerWeight) + Half) >> (2 * WeightBits));
        }
    }

    // d c b a | a b c d | d c b a
    private static int Reflect(int index, int count)
    {
        if ((uint)index < (uint)count)
            return index;
        var folded = index % (2 * count);
        if (folded < 0)
            folded += 2 * count;
        return folded < count ? folded : (2 * count) - 1 - folded;
    }
}
