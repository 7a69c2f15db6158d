using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PhotoScore.Core.Imaging.Jpegs;

/// <summary>Rows of planes to interleaved RGB, as libjpeg rounds.</summary>
internal static unsafe class RgbRows
{
    private const int Step = 16;
    private const byte None = 0x80;

    // For each third of the result, where its bytes come from in sixteen samples of one colour.
    private static readonly Vector128<byte> Red0 = Places(0, 0), Red1 = Places(0, 1), Red2 = Places(0, 2);
    private static readonly Vector128<byte> Green0 = Places(1, 0), Green1 = Places(1, 1), Green2 = Places(1, 2);
    private static readonly Vector128<byte> Blue0 = Places(2, 0), Blue1 = Places(2, 1), Blue2 = Places(2, 2);

    // What exceeds whole numbers in 1.402, 1.772, 0.34414 and 0.71414, with 16 fractional bits.
    private const short RedOfCr = 26345;
    private const short BlueOfCb = -14942;
    private static readonly Vector256<short> GreenOfBoth = DctPasses.Pair(-22554, 18734);

    /// <summary>Three equal colours; planes are read and <paramref name="to"/> written in whole steps, the last of which goes by a buffer.</summary>
    public static void FromGrey(byte* luma, byte* to, int width)
    {
        var x = 0;
        for (; x + Step < width; x += Step)
            Interleave(Vector128.Load(luma + x), Vector128.Load(luma + x), Vector128.Load(luma + x), to + (3 * x));
        var rest = stackalloc byte[3 * Step];
        Interleave(Vector128.Load(luma + x), Vector128.Load(luma + x), Vector128.Load(luma + x), rest);
        new ReadOnlySpan<byte>(rest, 3 * (width - x)).CopyTo(new Span<byte>(to + (3 * x), 3 * (width - x)));
    }

    /// <summary>Luminance and chrominance of the same width.</summary>
    public static void FromYcc(byte* luma, byte* cb, byte* cr, byte* to, int width)
    {
        var x = 0;
        for (; x + Step < width; x += Step)
            Convert(luma + x, cb + x, cr + x, to + (3 * x));
        var rest = stackalloc byte[3 * Step];
        Convert(luma + x, cb + x, cr + x, rest);
        new ReadOnlySpan<byte>(rest, 3 * (width - x)).CopyTo(new Span<byte>(to + (3 * x), 3 * (width - x)));
    }

    private static void Convert(byte* luma, byte* cb, byte* cr, byte* to)
    {
        var middle = Vector256.Create((short)128);
        var y = Avx2.ConvertToVector256Int16(luma);
        var blue = Avx2.ConvertToVector256Int16(cb) - middle;
        var red = Avx2.ConvertToVector256Int16(cr) - middle;

        var r = y + red + Scaled(red, RedOfCr);
        var b = y + blue + blue + Scaled(blue, BlueOfCb);
        var half = Vector256.Create(1 << 15);
        var low = Avx2.ShiftRightArithmetic(Avx2.MultiplyAddAdjacent(Avx2.UnpackLow(blue, red), GreenOfBoth) + half, 16);
        var high = Avx2.ShiftRightArithmetic(Avx2.MultiplyAddAdjacent(Avx2.UnpackHigh(blue, red), GreenOfBoth) + half, 16);
        var g = y - red + Avx2.PackSignedSaturate(low, high);
        Interleave(Bytes(r), Bytes(g), Bytes(b), to);
    }

    // (2 * value * weight >> 16) + 1 >> 1 is value * weight >> 16, rounded.
    private static Vector256<short> Scaled(Vector256<short> values, short weight) =>
        Avx2.ShiftRightArithmetic(Avx2.MultiplyHigh(values + values, Vector256.Create(weight)) + Vector256<short>.One, 1);

    private static Vector128<byte> Bytes(Vector256<short> values) => Sse2.PackUnsignedSaturate(values.GetLower(), values.GetUpper());

    private static void Interleave(Vector128<byte> red, Vector128<byte> green, Vector128<byte> blue, byte* to)
    {
        Vector128.Store(Ssse3.Shuffle(red, Red0) | Ssse3.Shuffle(green, Green0) | Ssse3.Shuffle(blue, Blue0), to);
        Vector128.Store(Ssse3.Shuffle(red, Red1) | Ssse3.Shuffle(green, Green1) | Ssse3.Shuffle(blue, Blue1), to + Step);
        Vector128.Store(Ssse3.Shuffle(red, Red2) | Ssse3.Shuffle(green, Green2) | Ssse3.Shuffle(blue, Blue2), to + (2 * Step));
    }

    private static Vector128<byte> Places(int colour, int third)
    {
        Span<byte> places = stackalloc byte[Step];
        for (var i = 0; i < Step; i++)
        {
            var at = (Step * third) + i;
            places[i] = at % 3 == colour ? (byte)(at / 3) : None;
        }
        return Vector128.Create<byte>(places);
    }
}
