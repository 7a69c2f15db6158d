namespace PhotoScore.Core.Imaging.Jpegs;

/// <summary>The steps of a quality on libjpeg's scale.</summary>
internal sealed class QuantizerTables
{
    private static readonly QuantizerTables?[] Known = new QuantizerTables?[101];

    private QuantizerTables(int quality)
    {
        LumaSteps = Scale(JpegTables.LumaSteps, quality);
        ChromaSteps = Scale(JpegTables.ChromaSteps, quality);
        Luma = new Quantizer(LumaSteps);
        Chroma = new Quantizer(ChromaSteps);
    }

    /// <summary>Luminance's steps, row by row.</summary>
    public byte[] LumaSteps { get; }

    /// <summary>Chrominance's steps, row by row.</summary>
    public byte[] ChromaSteps { get; }

    /// <summary>Divides luminance.</summary>
    public Quantizer Luma { get; }

    /// <summary>Divides chrominance.</summary>
    public Quantizer Chroma { get; }

    /// <summary>The steps of a quality from 1 to 100.</summary>
    // Two threads may make the same ones; either will do.
    public static QuantizerTables For(int quality) => Volatile.Read(ref Known[quality]) ?? (Known[quality] = new QuantizerTables(quality));

    private static byte[] Scale(ReadOnlySpan<byte> steps, int quality)
    {
        var percent = quality < 50 ? 5000 / quality : 200 - (2 * quality);
        var scaled = new byte[steps.Length];
        for (var i = 0; i < steps.Length; i++)
            scaled[i] = (byte)Math.Clamp(((steps[i] * percent) + 50) / 100, 1, 255);
        return scaled;
    }
}
