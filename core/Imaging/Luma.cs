namespace PhotoScore.Core.Imaging;

/// <summary>Pillow's "L" conversion: ITU-R 601-2 luma with 16 fractional bits.</summary>
public static class Luma
{
    /// <summary>The brightness of <paramref name="rgb"/> as a new picture of one channel, to be disposed by the caller.</summary>
    /// <exception cref="ArgumentException">The picture doesn't have three channels.</exception>
    public static Pixels Of(Pixels rgb)
    {
        ArgumentNullException.ThrowIfNull(rgb);
        if (rgb.Channels != 3)
            throw new ArgumentException("Luma is made of three channels.", nameof(rgb));

        var grey = new Pixels(rgb.Width, rgb.Height, 1);
        for (var y = 0; y < rgb.Height; y++)
            Convert(rgb.Row(y), grey.Row(y));
        return grey;
    }

    private static void Convert(ReadOnlySpan<byte> rgb, Span<byte> grey)
    {
        for (var x = 0; x < grey.Length; x++)
        {
            var (r, g, b) = (rgb[3 * x], rgb[(3 * x) + 1], rgb[(3 * x) + 2]);
            grey[x] = (byte)(((r * 19595) + (g * 38470) + (b * 7471) + 0x8000) >> 16);
        }
    }
}
