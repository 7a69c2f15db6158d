using PhotoScore.Core.Imaging;
using PhotoScore.Core.Imaging.Resampling;

namespace PhotoScore.Core.Reporting;

/// <summary>Makes the small pictures of a report.</summary>
public static class Thumbnail
{
    /// <summary>The height of every thumbnail, in pixels.</summary>
    public const int Height = 96;

    private const int Widest = 2 * Height;
    private const int Narrowest = Height / 2;
    private const int MostBytes = 4_608;

    /// <summary>A photo at the height of a row; of a very wide or very narrow one the middle. The same photo gives the same bytes.</summary>
    /// <param name="jpeg">A stored photo.</param>
    public static ReportPicture Of(ReadOnlyMemory<byte> jpeg)
    {
        using var photo = ImageDecoder.Decode(jpeg);
        var scale = (double)Height / photo.Height;
        var (width, height) = (Math.Max(1, (int)Math.Round(photo.Width * scale)), Height);
        if (width < Narrowest)
            (width, height) = (Narrowest, (int)Math.Round(photo.Height * ((double)Narrowest / photo.Width)));
        var seen = new Window(Math.Max(0, (width - Widest) / 2), (height - Height) / 2, Math.Min(width, Widest), Height);
        using var small = Resampler.Resize(photo.Pixels, width, height, ResampleFilter.Bilinear, seen);
        return new ReportPicture(small.Width, small.Height, Encode(small));
    }

    // Noise compresses badly, and a page of it would have no bound.
    private static byte[] Encode(Pixels picture)
    {
        var jpeg = JpegEncoder.Encode(picture, 82);
        foreach (var quality in (int[])[65, 45, 25, 10])
        {
            if (jpeg.Length <= MostBytes)
                break;
            jpeg = JpegEncoder.Encode(picture, quality);
        }
        return jpeg;
    }
}
