using System.Runtime.Intrinsics;

namespace PhotoScore.Trainer.Data.Augmentation;

/// <summary>
/// Samples a photo of RGB bytes bilinearly; what lies outside is its own reflection, as in Keras' layers. Coordinates have 16 fractional bits
/// and weights 8: on a training step's scale neither is seen, and integers cost a third of what doubles did.
/// </summary>
internal static class WarpSampler
{
    /// <summary>Fractional bits of a coordinate.</summary>
    public const int Bits = 16;

    /// <summary>Bits of the part that a neighbour has in a pixel.</summary>
    public const int WeightBits = 8;

    /// <summary>What is added before the bits of two weights are cut off, to round.</summary>
    public const int Half = 1 << ((2 * WeightBits) - 1);

    private const int Channels = 3;
    private const double One = 1 << Bits;

    /// <summary>Writes the photo as the warp sees it.</summary>
    /// <param name="source">Rows of RGB bytes.</param>
    /// <param name="width">Columns of both.</param>
    /// <param name="height">Rows of both.</param>
    /// <param name="warp">Where pixels look.</param>
    /// <param name="target">Rows of RGB bytes, another memory than <paramref name="source"/>.</param>
    /// <param name="lanes">Whether several pixels may be computed at once, where the machine can; the bytes are the same.</param>
    public static void Apply(ReadOnlySpan<byte> source, int width, int height, in Warp warp, Span<byte> target, bool lanes = true)
    {
        long stepX = (long)Math.Round(warp.A * One), stepY = (long)Math.Round(warp.D * One);
        for (var y = 0; y < height; y++)
        {
            long x0 = (long)Math.Round(((warp.B * y) + warp.C) * One), y0 = (long)Math.Round(((warp.E * y) + warp.F) * One);
            var row = target.Slice(y * width * Channels, width * Channels);
            var inLanes = lanes && RgbLanes.IsSupported
                && WarpLanes.Reach(x0, x0 + ((width - 1) * stepX), width) && WarpLanes.Reach(y0, y0 + ((width - 1) * stepY), height);
            for (var x = 0; x < width;)
            {
                long fromX = x0 + (x * stepX), fromY = y0 + (x * stepY);
                if (inLanes && x <= width - RgbLanes.Count
                    && WarpLanes.TryWrite(source, width, height, Line(fromX, stepX), Line(fromY, stepY), row[(x * Channels)..]))
                {
                    x += RgbLanes.Count;
                    continue;
                }

                Blend(source, width, height, fromX, fromY, row.Slice(x * Channels, Channels));
                x++;
            }
        }
    }

    private static Vector256<int> Line(long from, long step) => Vector256.Create((int)from) + (Vector256<int>.Indices * (int)step);

    private static void Blend(ReadOnlySpan<byte> source, int width, int height, long x, long y, Span<byte> pixel)
    {
        int left = (int)(x >> Bits), upper = (int)(y >> Bits);
        var (first, second) = (Reflect(left, width), Reflect(left + 1, width));
        int above = Reflect(upper, height) * width, below = Reflect(upper + 1, height) * width;
        int rightWeight = Weight(x), lowerWeight = Weight(y);
        int leftWeight = (1 << WeightBits) - rightWeight, upperWeight = (1 << WeightBits) - lowerWeight;
        for (var channel = 0; channel < Channels; channel++)
        {
            var plane = source[channel..];
            var upperSum = (plane[(above + first) * Channels] * leftWeight) + (plane[(above + second) * Channels] * rightWeight);
            var lowerSum = (plane[(below + first) * Channels] * leftWeight) + (plane[(below + second) * Channels] * rightWeight);
            pixel[channel] = (byte)(((upperSum * upperWeight) + (lowerSum * lowerWeight) + Half) >> (2 * WeightBits));
        }
    }

    private static int Weight(long at) => (int)(at >> (Bits - WeightBits)) & ((1 << WeightBits) - 1);

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
