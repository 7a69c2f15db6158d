using PhotoScore.Core.Imaging;

namespace PhotoScore.Core.Deduplication;

/// <summary>The difference hash as Python's <c>imagehash.dhash</c> publishes it, bit for bit on photos decoded in full.</summary>
public static class DHash
{
    /// <summary>Grey, 9 x 8 by Lanczos, and in each row whether a pixel is brighter than its left neighbour.</summary>
    /// <param name="photo">RGB, or the grey that <see cref="Luma.Of"/> made of it.</param>
    public static PerceptualHash Of(Pixels photo)
    {
        using var small = SmallGrey.Of(photo, 9, 8);
        var samples = small.Span;
        var bits = 0UL;
        for (var y = 0; y < 8; y++)
        {
            for (var x = 1; x < 9; x++)
                bits = (bits << 1) | (samples[(y * 9) + x] > samples[(y * 9) + x - 1] ? 1UL : 0UL);
        }

        return new PerceptualHash(bits);
    }
}
