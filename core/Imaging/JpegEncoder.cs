using NetVips;
using PhotoScore.Core.Imaging.Jpegs;

namespace PhotoScore.Core.Imaging;

/// <summary>Writes JPEG. The same pixels and quality give the same bytes: no metadata, no clock, one thread.</summary>
public static class JpegEncoder
{
    /// <summary>Encodes as baseline JPEG with 4:2:0 chroma (Pillow's default) and the standard Huffman tables.</summary>
    /// <param name="pixels">RGB or grey; grey gives a JPEG of one component.</param>
    /// <param name="quality">libjpeg's scale, 1 to 100.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="quality"/> is outside 1 to 100, or a side exceeds JPEG's 65,535 pixels.</exception>
    public static byte[] Encode(Pixels pixels, int quality)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Max(pixels.Width, pixels.Height), 65_535, nameof(pixels));

        var jpeg = BaselineEncoder.IsSupported ? BaselineEncoder.Encode(pixels, quality) : EncodeByVips(pixels, quality);
        // Both read the samples behind the collector's back.
        GC.KeepAlive(pixels);
        return jpeg;
    }

    /// <summary>The same bytes by way of libvips: for processors without AVX2, and the measure of our own code.</summary>
    internal static unsafe byte[] EncodeByVips(Pixels pixels, int quality)
    {
        VipsRuntime.Ensure();
        using var raw = Image.NewFromMemory((nint)pixels.Pointer, (ulong)pixels.LongLength, pixels.Width, pixels.Height, pixels.Channels, Enums.BandFormat.Uchar);
        using var image = raw.Copy(interpretation: pixels.Channels == 1 ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb);
        return image.JpegsaveBuffer(q: quality, subsampleMode: Enums.ForeignSubsample.On, keep: Enums.ForeignKeep.None);
    }
}
