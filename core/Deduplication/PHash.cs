using PhotoScore.Core.Imaging;

namespace PhotoScore.Core.Deduplication;

/// <summary>The frequency hash as Python's <c>imagehash.phash</c> publishes it.</summary>
public static class PHash
{
    private const int Side = 32;
    private const int Kept = 8;

    // Cosines[k * Side + n] is the weight of sample n in frequency k of an unnormalised DCT-II.
    private static readonly double[] Cosines = MakeCosines();

    /// <summary>
    /// Grey, 32 x 32 by Lanczos, DCT, the 8 x 8 lowest frequencies, and whether each is above their median. On a picture without
    /// any structure the frequencies are rounding noise around zero, and so are the bits, here as in imagehash.
    /// </summary>
    /// <param name="photo">RGB, or the grey that <see cref="Luma.Of"/> made of it.</param>
    public static Hash64 Of(Pixels photo) => WithMirror(photo).Hash;

    /// <summary>The hash of a photo and of the photo with left and right exchanged, both from one transform.</summary>
    /// <param name="photo">RGB, or the grey that <see cref="Luma.Of"/> made of it.</param>
    public static (Hash64 Hash, Hash64 Mirror) WithMirror(Pixels photo)
    {
        using var small = SmallGrey.Of(photo, Side, Side);
        Span<double> low = stackalloc double[Kept * Kept];
        LowFrequencies(small.Span, low);
        var hash = Bits(low);

        // A cosine of odd frequency changes its sign when left and right are exchanged, one of even frequency does not.
        for (var at = 1; at < low.Length; at += 2)
            low[at] = -low[at];
        return (hash, Bits(low));
    }

    private static Hash64 Bits(ReadOnlySpan<double> low)
    {
        var median = Median(low);
        var bits = 0UL;
        foreach (var frequency in low)
            bits = (bits << 1) | (frequency > median ? 1UL : 0UL);
        return new Hash64(bits);
    }

    private static void LowFrequencies(ReadOnlySpan<byte> samples, Span<double> low)
    {
        Span<double> columns = stackalloc double[Kept * Side];
        for (var k = 0; k < Kept; k++)
        {
            for (var x = 0; x < Side; x++)
            {
                for (var y = 0; y < Side; y++)
                    columns[(k * Side) + x] += Cosines[(k * Side) + y] * samples[(y * Side) + x];
            }
        }

        for (var v = 0; v < Kept; v++)
        {
            for (var u = 0; u < Kept; u++)
            {
                for (var x = 0; x < Side; x++)
                    low[(v * Kept) + u] += Cosines[(u * Side) + x] * columns[(v * Side) + x];
            }
        }
    }

    private static double Median(ReadOnlySpan<double> values)
    {
        Span<double> sorted = stackalloc double[values.Length];
        values.CopyTo(sorted);
        sorted.Sort();
        return (sorted[(values.Length / 2) - 1] + sorted[values.Length / 2]) / 2;
    }

    private static double[] MakeCosines()
    {
        var cosines = new double[Kept * Side];
        for (var k = 0; k < Kept; k++)
        {
            for (var n = 0; n < Side; n++)
                cosines[(k * Side) + n] = 2 * Math.Cos(Math.PI * k * ((2 * n) + 1) / (2 * Side));
        }

        return cosines;
    }
}
