using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PhotoScore.Core.Imaging;

/// <summary>Pillow's "L" conversion: ITU-R 601-2 luma with 16 fractional bits.</summary>
public static class Luma
{
    private const int Red = 19595;
    private const int Green = 38470;
    private const int Blue = 7471;
    private const int Half = 0x8000;

    // Eight pixels are read as two halves of 16 bytes, 12 of which count.
    private const int Pixels8 = 8;
    private const int BytesRead = 28;

    /// <summary>The brightness of <paramref name="rgb"/> as a new picture of one channel, to be disposed by the caller.</summary>
    /// <exception cref="ArgumentException">The picture doesn't have three channels.</exception>
    public static Pixels Of(Pixels rgb)
    {
        ArgumentNullException.ThrowIfNull(rgb);
        if (rgb.Channels != 3)
            throw new ArgumentException("Luma is made of three channels.", nameof(rgb));

        var grey = new Pixels(rgb.Width, rgb.Height, 1);
        for (var y = 0; y < rgb.Height; y++)
        {
            var done = Avx2.IsSupported ? ConvertBlocks(rgb.Row(y), grey.Row(y)) : 0;
            Convert(rgb.Row(y)[(3 * done)..], grey.Row(y)[done..]);
        }
        return grey;
    }

    internal static void Convert(ReadOnlySpan<byte> rgb, Span<byte> grey)
    {
        for (var x = 0; x < grey.Length; x++)
        {
            var (r, g, b) = (rgb[3 * x], rgb[(3 * x) + 1], rgb[(3 * x) + 2]);
            grey[x] = (byte)(((r * Red) + (g * Green) + (b * Blue) + Half) >> 16);
        }
    }

    /// <summary>Converts from the left as many pixels as whole blocks hold; the same integers as <see cref="Convert"/>.</summary>
    private static int ConvertBlocks(ReadOnlySpan<byte> rgb, Span<byte> grey)
    {
        // The first byte of each pixel's channel becomes the low byte of an integer; 0x80 makes zeros.
        var red = Vector256.Create(Vector128.Create((byte)0, 0x80, 0x80, 0x80, 3, 0x80, 0x80, 0x80, 6, 0x80, 0x80, 0x80, 9, 0x80, 0x80, 0x80));
        var one = Vector256.Create(0x00000001).AsByte();
        var green = Avx2.Add(red, one);
        var blue = Avx2.Add(green, one);

        ref var from = ref MemoryMarshal.GetReference(rgb);
        ref var to = ref MemoryMarshal.GetReference(grey);
        var x = 0;
        for (; (3 * x) + BytesRead <= rgb.Length; x += Pixels8)
        {
            ref var block = ref Unsafe.Add(ref from, 3 * x);
            var pixels = Vector256.Create(Vector128.LoadUnsafe(ref block), Vector128.LoadUnsafe(ref block, 12));
            var sum = (Avx2.Shuffle(pixels, red).AsInt32() * Red) + (Avx2.Shuffle(pixels, green).AsInt32() * Green)
                + (Avx2.Shuffle(pixels, blue).AsInt32() * Blue) + Vector256.Create(Half);
            var luma = (sum >>> 16).AsUInt32();
            var words = Vector128.Narrow(luma.GetLower(), luma.GetUpper());
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, x), Vector128.Narrow(words, words).AsUInt64().ToScalar());
        }
        return x;
    }
}
