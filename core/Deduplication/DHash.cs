using PhotoScore.Core.Imaging;

namespace PhotoScore.Core.Deduplication;

/// <summary>The difference hash as Python's <c>imagehash.dhash</c> publishes it, bit for bit on photos decoded in full.</summary>
public static class DHash
{
    private const int Width = 9;
    private const int Height = 8;

    /// <summary>Grey, 9 x 8 by Lanczos, and in each row whether a pixel is brighter than its left neighbour.</summary>
    /// <param name="photo">RGB, or the grey that <see cref="Luma.Of"/> made of it.</param>
    public static Hash64 Of(Pixels photo)
    {
        using var small = SmallGrey.Of(photo, Width, Height);
        return Bits(small.Span, mirrored: false);
    }

    /// <summary>The hash of a photo and of the photo with left and right exchanged, both from one small picture.</summary>
    /// <param name="photo">RGB, or the grey that <see cref="Luma.Of"/> made of it.</param>
    public static (Hash64 Hash, Hash64 Mirror) WithMirror(Pixels photo)
    {
        using var small = SmallGrey.Of(photo, Width, Height);
        return (Bits(small.Span, mirrored: false), Bits(small.Span, mirrored: true));
    }

    private static Hash64 Bits(ReadOnlySpan<byte> samples, bool mirrored)
    {
        var bits = 0UL;
        for (var y = 0; y < Height; y++)
        {
            for (var x = 1; x < Width; x++)
            {
                var row = y * Width;
                var brighter = mirrored ? samples[row + Width - 1 - x] > samples[row + Width - x] : samples[row + x] > samples[row + x - 1];
                bits = (bits << 1) | (brighter ? 1UL : 0UL);
            }
        }

        return new Hash64(bits);
    }
}
