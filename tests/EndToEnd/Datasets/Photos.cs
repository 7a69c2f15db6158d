using PhotoScore.Core.Imaging;
using PhotoScore.Core.Imaging.Resampling;

namespace PhotoScore.EndToEnd.Datasets;

/// <summary>Photos that look different for different seeds.</summary>
internal static class Photos
{
    public static byte[] Jpeg(int seed, int quality = 90)
    {
        var samples = new byte[8 * 6 * 3];
        new Random(seed).NextBytes(samples);
        using var small = Pixels.From(samples, 8, 6);
        using var photo = Resampler.Resize(small, 320, 240, ResampleFilter.Bilinear);
        return JpegEncoder.Encode(photo, quality);
    }
}
