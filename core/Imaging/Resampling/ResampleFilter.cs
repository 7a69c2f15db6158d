namespace PhotoScore.Core.Imaging.Resampling;

/// <summary>A reconstruction filter, widened by the scale when a picture shrinks.</summary>
public enum ResampleFilter
{
    /// <summary>Triangle with radius 1: Pillow's BILINEAR, torchvision's default.</summary>
    Bilinear,

    /// <summary>Windowed sinc with radius 3: Pillow's LANCZOS, which the perceptual hashes use.</summary>
    Lanczos,
}

internal static class ResampleFilters
{
    public static double Support(this ResampleFilter filter) => filter == ResampleFilter.Lanczos ? 3.0 : 1.0;

    public static double Weight(this ResampleFilter filter, double x)
    {
        if (filter == ResampleFilter.Bilinear)
            return Math.Max(0.0, 1.0 - Math.Abs(x));

        return x is >= -3.0 and < 3.0 ? Sinc(x) * Sinc(x / 3.0) : 0.0;
    }

    private static double Sinc(double x)
    {
        if (x == 0.0)
            return 1.0;

        x *= Math.PI;
        return Math.Sin(x) / x;
    }
}
