using PhotoScore.Core.Imaging;
using PhotoScore.Core.Imaging.Resampling;
using PhotoScore.Core.Reporting;

namespace PhotoScore.Trainer.Reporting;

/// <summary>Makes JPEGs of what a network sees.</summary>
internal static class Pictures
{
    private const int Height = 112;
    private const int Quality = 85;

    // Five colours of matplotlib's inferno, whose brightness rises evenly: (value, red, green, blue).
    private static readonly (double At, double R, double G, double B)[] Inferno =
        [(0, 0, 0, 4), (0.25, 87, 16, 110), (0.5, 188, 55, 84), (0.75, 249, 142, 9), (1, 252, 255, 164)];

    /// <summary>A photo at the network's size.</summary>
    public static ReportPicture Of(ReadOnlySpan<byte> rgb, int width, int height)
    {
        using var pixels = Pixels.From(rgb, width, height);
        return Encode(pixels);
    }

    /// <summary>Values from 0 to 1 as brightness.</summary>
    public static ReportPicture Map(ReadOnlySpan<float> values, int width, int height)
    {
        var rgb = new byte[width * height * 3];
        for (var i = 0; i < values.Length; i++)
            Colour(values[i]).CopyTo(rgb.AsSpan(i * 3, 3));
        return Of(rgb, width, height);
    }

    /// <summary>Values from 0 to 1 over the photo: where they are high their colour covers it, where they are low it is grey and dim.</summary>
    public static ReportPicture Overlay(ReadOnlySpan<byte> photo, ReadOnlySpan<float> values, int width, int height)
    {
        var rgb = new byte[photo.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var (red, green, blue) = (photo[i * 3], photo[(i * 3) + 1], photo[(i * 3) + 2]);
            var grey = 0.75 * ((0.299 * red) + (0.587 * green) + (0.114 * blue));
            var cover = 0.7 * Math.Sqrt(Math.Clamp(values[i], 0, 1));
            var colour = Colour(values[i]);
            for (var channel = 0; channel < 3; channel++)
                rgb[(i * 3) + channel] = (byte)Math.Round((cover * colour[channel]) + ((1 - cover) * grey));
        }

        return Of(rgb, width, height);
    }

    private static byte[] Colour(double value)
    {
        value = double.IsFinite(value) ? Math.Clamp(value, 0, 1) : 0;
        var above = Math.Max(1, Array.FindIndex(Inferno, stop => stop.At >= value));
        var (low, high) = (Inferno[above - 1], Inferno[above]);
        var part = (value - low.At) / (high.At - low.At);
        return [Mix(low.R, high.R), Mix(low.G, high.G), Mix(low.B, high.B)];

        byte Mix(double from, double to) => (byte)Math.Round(from + ((to - from) * part));
    }

    private static ReportPicture Encode(Pixels pixels)
    {
        var width = Math.Max(1, (int)Math.Round((double)pixels.Width * Height / pixels.Height));
        using var sized = Resampler.Resize(pixels, width, Height, ResampleFilter.Bilinear);
        return new ReportPicture(width, Height, JpegEncoder.Encode(sized, Quality));
    }
}
