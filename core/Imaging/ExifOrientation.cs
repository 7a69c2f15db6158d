using NetVips;

namespace PhotoScore.Core.Imaging;

/// <summary>Turns a photo upright as its EXIF orientation says (EXIF 2.3, tag 0x0112).</summary>
internal static unsafe class ExifOrientation
{
    /// <summary>The orientation that the file states, 1 (upright) when it states none or nonsense.</summary>
    public static int Of(Image image) =>
        image.Contains("orientation") && image.Get("orientation") is int stated and >= 1 and <= 8 ? stated : 1;

    /// <summary>Whether the upright picture is as wide as the stored one is high.</summary>
    public static bool SwapsSides(int orientation) => orientation >= 5;

    /// <summary>A new upright picture, or <paramref name="stored"/> itself when it already is.</summary>
    public static Pixels Apply(Pixels stored, int orientation)
    {
        if (orientation == 1)
            return stored;

        var (width, height, channels) = (stored.Width, stored.Height, stored.Channels);
        var upright = SwapsSides(orientation) ? new Pixels(height, width, channels) : new Pixels(width, height, channels);

        // Where the upright picture's first sample lies in the stored one, and the way to the next column and row.
        long column = channels, row = stored.Stride, right = column * (width - 1), bottom = row * (height - 1);
        var (start, alongX, alongY) = orientation switch
        {
            2 => (right, -column, row),
            3 => (right + bottom, -column, -row),
            4 => (bottom, column, -row),
            5 => (0L, row, column),
            6 => (bottom, -row, column),
            7 => (right + bottom, -row, -column),
            _ => (right, row, -column),
        };

        var to = upright.Pointer;
        for (var y = 0; y < upright.Height; y++)
        {
            var from = stored.Pointer + start + (y * alongY);
            for (var x = 0; x < upright.Width; x++, from += alongX)
            {
                for (var c = 0; c < channels; c++)
                    *to++ = from[c];
            }
        }

        return upright;
    }
}
