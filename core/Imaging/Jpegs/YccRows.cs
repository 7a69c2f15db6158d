using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PhotoScore.Core.Imaging.Jpegs;

/// <summary>RGB to the luminance and chrominance of JFIF, as libjpeg rounds: weights of 16 fractional bits.</summary>
internal static unsafe class YccRows
{
    // Bytes of four pixels become pairs of 16 bits: red and green, blue and green.
    private static readonly Vector256<byte> RedGreen = Vector256.Create(
        Vector128.Create((byte)0, 0x80, 1, 0x80, 3, 0x80, 4, 0x80, 6, 0x80, 7, 0x80, 9, 0x80, 10, 0x80));
    private static readonly Vector256<byte> BlueGreen = Vector256.Create(
        Vector128.Create((byte)2, 0x80, 1, 0x80, 5, 0x80, 4, 0x80, 8, 0x80, 7, 0x80, 11, 0x80, 10, 0x80));

    // Green's weight in luminance, 38470, doesn't fit 16 bits; it is shared between the pairs.
    private static readonly Vector256<short> LumaOfRedGreen = DctPasses.Pair(19595, 38470 - 16384);
    private static readonly Vector256<short> LumaOfBlueGreen = DctPasses.Pair(7471, 16384);
    private static readonly Vector256<short> CbOfRedGreen = DctPasses.Pair(-11059, -21709);
    private static readonly Vector256<short> CrOfBlueGreen = DctPasses.Pair(-5329, -27439);
    private const int HalfLuma = 1 << 15;
    private const int HalfChroma = (128 << 16) + (1 << 15) - 1;

    /// <summary>Converts a row.</summary>
    /// <param name="rgb">Interleaved samples.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="y">Luminance; <paramref name="width"/> bytes, as the others.</param>
    /// <param name="cb">Blue less luminance.</param>
    /// <param name="cr">Red less luminance.</param>
    public static void Convert(byte* rgb, int width, byte* y, byte* cb, byte* cr)
    {
        var blocks = RgbBlocks.Count(3 * width);
        for (var block = 0; block < blocks; block++)
        {
            var from = rgb + (3 * RgbBlocks.Pixels * block);
            var bytes = Vector256.Create(Vector128.Load(from), Vector128.Load(from + 12));
            var redGreen = Avx2.Shuffle(bytes, RedGreen).AsInt16();
            var blueGreen = Avx2.Shuffle(bytes, BlueGreen).AsInt16();
            var luma = Avx2.MultiplyAddAdjacent(redGreen, LumaOfRedGreen) + Avx2.MultiplyAddAdjacent(blueGreen, LumaOfBlueGreen) + Vector256.Create(HalfLuma);
            var blue = Avx2.MultiplyAddAdjacent(redGreen, CbOfRedGreen) + Half(blueGreen) + Vector256.Create(HalfChroma);
            var red = Avx2.MultiplyAddAdjacent(blueGreen, CrOfBlueGreen) + Half(redGreen) + Vector256.Create(HalfChroma);
            Store(luma, y + (RgbBlocks.Pixels * block));
            Store(blue, cb + (RgbBlocks.Pixels * block));
            Store(red, cr + (RgbBlocks.Pixels * block));
        }
        for (var x = RgbBlocks.Pixels * blocks; x < width; x++)
        {
            var (r, g, b) = (rgb[3 * x], rgb[(3 * x) + 1], rgb[(3 * x) + 2]);
            y[x] = (byte)(((19595 * r) + (38470 * g) + (7471 * b) + HalfLuma) >> 16);
            cb[x] = (byte)(((-11059 * r) - (21709 * g) + (32768 * b) + HalfChroma) >> 16);
            cr[x] = (byte)(((32768 * r) - (27439 * g) - (5329 * b) + HalfChroma) >> 16);
        }
    }

    // A weight of one half, 32768, of the pair's first.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Half(Vector256<short> pairs) => (pairs.AsInt32() << 16) >>> 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<int> sums, byte* to)
    {
        var whole = (sums >>> 16).AsUInt32();
        var words = Vector128.Narrow(whole.GetLower(), whole.GetUpper());
        Unsafe.WriteUnaligned(to, Vector128.Narrow(words, words).AsUInt64().ToScalar());
    }
}
