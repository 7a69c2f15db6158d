using System.Runtime.Intrinsics.X86;


namespace PhotoScore.Core.Imaging.Resampling;

/// <summary>One implementation of the two passes. All implementations give the same bits.</summary>
internal abstract unsafe class ResamplePasses
{
    /// <summary>The fastest implementation that this processor runs.</summary>
    public static ResamplePasses Best { get; } = Avx2.IsSupported ? new Avx2Passes() : new ScalarPasses();

    /// <summary>Gives each row of <paramref name="from"/> as many pixels as <paramref name="columns"/> has output positions.</summary>
    public abstract void Horizontal(Plane from, Coefficients columns, int channels, byte* to);

    /// <summary>Gives as many rows as <paramref name="rows"/> has output positions; <paramref name="begin"/> is the input position of the first row of <paramref name="from"/>.</summary>
    public abstract void Vertical(Plane from, int begin, Coefficients rows, int rowBytes, byte* to);
}
