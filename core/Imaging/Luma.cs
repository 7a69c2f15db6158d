using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PhotoScore.Core.Imaging;

/// <summary>Pillow's "L" conversion: ITU-R 601-2 luma with 16 fractional bits.</summary>
public static class Luma
{
    private const int Red = 19595;
    private const int Green = 38470;
    private const int Blue = 7471;
    private const int Half = 0x8000;

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
            var done = ConvertBlocks(rgb.Row(y), grey.Row(y));
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
        var blocks = RgbBlocks.Count(rgb.Length);
        ref var to = ref MemoryMarshal.GetReference(grey);
        for (var block = 0; block < blocks; block++)
        {
            var (red, green, blue) = RgbBlocks.Read(rgb, block);
            var luma = (((red * Red) + (green * Green) + (blue * Blue) + Vector256.Create(Half)) >>> 16).AsUInt32();
            var words = Vector128.Narrow(luma.GetLower(), luma.GetUpper());
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, RgbBlocks.Pixels * block), Vector128.Narrow(words, words).AsUInt64().ToScalar());
        }
        return RgbBlocks.Pixels * blocks;
    }
}
