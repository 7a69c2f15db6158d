using PhotoScore.Core.Imaging.Resampling;

namespace PhotoScore.Core.Imaging.Quality;

/// <summary>
/// What tells a photo from a smear, a black frame or a placeholder. The measures are those that CleanVision names
/// (cleanvision/issue_managers/image_property.py), with two differences: all are taken on the photo reduced to 512 pixels, where noise and
/// compression no longer count as detail and a large photo costs no more than a small one; and edges leave out the outermost pixels, which
/// Pillow's FIND_EDGES passes through unfiltered.
/// </summary>
/// <param name="Sharpness">The standard deviation of the edges: eight times a pixel less its eight neighbours, cut off to 0..255.</param>
/// <param name="DarkBrightness">The brightness, 0 to 1, that 5% of the pixels do not exceed; near 1 for a photo that is too bright.</param>
/// <param name="LightBrightness">The brightness, 0 to 1, that 99% of the pixels do not exceed; near 0 for a photo that is too dark.</param>
/// <param name="Contrast">The standard deviation of the brightness, 0 to 0.5; 0 for one flat colour.</param>
/// <param name="Entropy">
/// Bits of the histogram of all samples of the three channels together, as Pillow's <c>entropy()</c>: 0 to 9.6; from 1.6 for a colour, 0 is
/// not reached because each channel has bins of its own.
/// </param>
/// <param name="IsGrey">Whether red, green and blue are equal in every pixel.</param>
public readonly record struct PhotoQuality(
    double Sharpness, double DarkBrightness, double LightBrightness, double Contrast, double Entropy, bool IsGrey)
{
    private const int LongSide = 512;

    /// <summary>Measures a photo.</summary>
    /// <param name="photo">Upright RGB; it is left as it is.</param>
    /// <exception cref="ArgumentException">The picture doesn't have three channels.</exception>
    public static PhotoQuality Of(Pixels photo)
    {
        ArgumentNullException.ThrowIfNull(photo);
        var scale = (double)LongSide / Math.Max(photo.Width, photo.Height);
        if (scale >= 1)
            return Measure(photo);
        using var small = Resampler.Resize(photo, Side(photo.Width), Side(photo.Height), ResampleFilter.Bilinear);
        return Measure(small);

        int Side(int side) => Math.Max(1, (int)Math.Round(side * scale));
    }

    private static PhotoQuality Measure(Pixels photo)
    {
        using var grey = Luma.Of(photo);
        var brightness = BrightnessHistogram.Of(photo);
        var (entropy, isGrey) = Samples(photo);
        return new PhotoQuality(
            Edges.Deviation(grey), brightness.Percentile(0.05), brightness.Percentile(0.99), brightness.Deviation, entropy, isGrey);
    }

    private static (double Entropy, bool IsGrey) Samples(Pixels photo)
    {
        var samples = photo.Span;
        Span<int> counts = stackalloc int[3 * 256];
        counts.Clear();
        var isGrey = true;
        for (var i = 0; i < samples.Length; i += 3)
        {
            var (r, g, b) = (samples[i], samples[i + 1], samples[i + 2]);
            counts[r]++;
            counts[256 + g]++;
            counts[512 + b]++;
            isGrey &= r == g && g == b;
        }

        var entropy = 0.0;
        foreach (var count in counts)
        {
            if (count > 0)
                entropy -= (double)count / samples.Length * Math.Log2((double)count / samples.Length);
        }
        return (entropy, isGrey);
    }
}
