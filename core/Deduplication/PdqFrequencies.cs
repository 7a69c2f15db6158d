namespace PhotoScore.Core.Deduplication;

/// <summary>From 64 x 64 blurred samples to the hash, that of the mirror image, and the quality.</summary>
internal static class PdqFrequencies
{
    /// <summary>Samples a side.</summary>
    public const int Side = 64;

    private const int Kept = 16;
    private const int MostQuality = 100;
    private const int GradientsPerPoint = 90;

    // Cosines[i * Side + n] is the weight of sample n in frequency i + 1: the constant one says only how bright the photo is.
    private static readonly float[] Cosines = MakeCosines();

    /// <summary>Hashes the samples, row by row.</summary>
    public static PdqHashes Hash(ReadOnlySpan<float> samples)
    {
        Span<float> low = stackalloc float[Kept * Kept];
        Transform(samples, low);
        var hash = Bits(low);
        Mirror(low);
        return new PdqHashes(hash, Bits(low), Quality(samples));
    }

    /// <summary>Turns the frequencies of a picture into those of its mirror image: a cosine of odd frequency changes its sign when left and right are exchanged.</summary>
    internal static void Mirror(Span<float> low)
    {
        for (var at = 0; at < low.Length; at += 2)
            low[at] = -low[at];
    }

    private static void Transform(ReadOnlySpan<float> samples, Span<float> low)
    {
        Span<float> columns = stackalloc float[Kept * Side];
        for (var i = 0; i < Kept; i++)
        {
            var row = columns.Slice(i * Side, Side);
            for (var k = 0; k < Side; k++)
            {
                var weight = Cosines[(i * Side) + k];
                for (var x = 0; x < Side; x++)
                    row[x] += weight * samples[(k * Side) + x];
            }
        }

        for (var i = 0; i < Kept; i++)
        {
            for (var j = 0; j < Kept; j++)
            {
                var sum = 0f;
                for (var k = 0; k < Side; k++)
                    sum += columns[(i * Side) + k] * Cosines[(j * Side) + k];
                low[(i * Kept) + j] = sum;
            }
        }
    }

    // The first frequency is bit 0, the lowest of the last word. The median is the lower one of the two in the middle.
    private static Hash256 Bits(ReadOnlySpan<float> low)
    {
        Span<float> sorted = stackalloc float[low.Length];
        low.CopyTo(sorted);
        sorted.Sort();
        var median = sorted[(low.Length / 2) - 1];

        Span<ulong> words = stackalloc ulong[4];
        for (var bit = 0; bit < low.Length; bit++)
        {
            if (low[bit] > median)
                words[bit / 64] |= 1UL << (bit % 64);
        }
        return new Hash256(words[3], words[2], words[1], words[0]);
    }

    // Differences of neighbours in whole hundredths of the full range: small ones, as of a gradient or of noise, count nothing.
    private static int Quality(ReadOnlySpan<float> samples)
    {
        var sum = 0;
        for (var y = 0; y < Side; y++)
        {
            for (var x = 0; x < Side; x++)
            {
                var sample = samples[(y * Side) + x];
                if (y + 1 < Side)
                    sum += Hundredths(sample - samples[((y + 1) * Side) + x]);
                if (x + 1 < Side)
                    sum += Hundredths(sample - samples[(y * Side) + x + 1]);
            }
        }
        return Math.Min(MostQuality, sum / GradientsPerPoint);
    }

    private static int Hundredths(float difference) => Math.Abs((int)(difference * 100 / 255));

    private static float[] MakeCosines()
    {
        var cosines = new float[Kept * Side];
        var scale = (float)Math.Sqrt(2.0 / Side);
        for (var i = 0; i < Kept; i++)
        {
            for (var n = 0; n < Side; n++)
                cosines[(i * Side) + n] = (float)(scale * Math.Cos(Math.PI / 2 / Side * (i + 1) * ((2 * n) + 1)));
        }
        return cosines;
    }
}
