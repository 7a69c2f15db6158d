namespace PhotoScore.Trainer.Data;

/// <summary>Zooms, rotates and mirrors about the centre in one bilinear pass; what lies outside is the photo's own reflection, as in Keras' layers.</summary>
internal static class Augmenter
{
    private const int Channels = 3;

    /// <summary>Writes the changed photo.</summary>
    /// <param name="source">Rows of RGB bytes.</param>
    /// <param name="width">Columns of both.</param>
    /// <param name="height">Rows of both.</param>
    /// <param name="draw">What to do.</param>
    /// <param name="target">Rows of RGB bytes, another memory than <paramref name="source"/>.</param>
    public static void Apply(ReadOnlySpan<byte> source, int width, int height, AugmentationDraw draw, Span<byte> target)
    {
        if (draw == AugmentationDraw.None)
        {
            source.CopyTo(target);
            return;
        }

        var (sin, cos) = Math.SinCos(draw.Radians);
        var mirror = draw.Flip ? -1.0 : 1.0;
        double centreX = (width - 1) / 2.0, centreY = (height - 1) / 2.0;
        double stepX = cos * draw.Scale * mirror, stepY = sin * draw.Scale * mirror;
        for (var y = 0; y < height; y++)
        {
            var down = (y - centreY) * draw.Scale;
            var fromX = centreX - (sin * down) - (centreX * stepX);
            var fromY = centreY + (cos * down) - (centreX * stepY);
            var row = target.Slice(y * width * Channels, width * Channels);
            for (var x = 0; x < width; x++)
                Sample(source, width, height, fromX + (x * stepX), fromY + (x * stepY), row.Slice(x * Channels, Channels));
        }
    }

    private static void Sample(ReadOnlySpan<byte> source, int width, int height, double x, double y, Span<byte> pixel)
    {
        double floorX = Math.Floor(x), floorY = Math.Floor(y);
        float rightShare = (float)(x - floorX), lowerShare = (float)(y - floorY);
        int left = Reflect((int)floorX, width), right = Reflect((int)floorX + 1, width);
        int upper = Reflect((int)floorY, height) * width, lower = Reflect((int)floorY + 1, height) * width;
        for (var channel = 0; channel < Channels; channel++)
        {
            float upperLeft = source[((upper + left) * Channels) + channel], upperRight = source[((upper + right) * Channels) + channel];
            float lowerLeft = source[((lower + left) * Channels) + channel], lowerRight = source[((lower + right) * Channels) + channel];
            var above = upperLeft + ((upperRight - upperLeft) * rightShare);
            var below = lowerLeft + ((lowerRight - lowerLeft) * rightShare);
            pixel[channel] = (byte)(above + ((below - above) * lowerShare) + 0.5f);
        }
    }

    // d c b a | a b c d | d c b a
    private static int Reflect(int index, int count)
    {
        var folded = index % (2 * count);
        if (folded < 0)
            folded += 2 * count;
        return folded < count ? folded : (2 * count) - 1 - folded;
    }
}
