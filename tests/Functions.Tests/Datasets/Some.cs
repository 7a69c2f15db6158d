using PhotoScore.Core.Imaging;
using PhotoScore.Core.Imaging.Resampling;

namespace PhotoScore.Functions.Tests.Datasets;

/// <summary>Values that a test needs and does not care about.</summary>
internal static class Some
{
    /// <summary>A JPEG that looks like no other seed's: 6 x 6 random colours, blown up.</summary>
    public static byte[] Jpeg(int seed, int width = 320, int height = 240, int quality = 90)
    {
        var random = new Random(seed);
        var samples = new byte[6 * 6 * 3];
        random.NextBytes(samples);
        using var small = Pixels.From(samples, 6, 6);
        using var photo = Resampler.Resize(small, width, height, ResampleFilter.Bilinear);
        return JpegEncoder.Encode(photo, quality);
    }
}
