namespace PhotoScore.Core.Imaging.Resampling;

/// <summary>
/// Weights cut in two so that a 16-bit multiply-add can work on them: weight = high * 2^<see cref="Shift"/> + low. Sums of the
/// two parts are put together again at the end; in 32-bit arithmetic, which wraps, nothing is lost on the way.
/// </summary>
internal sealed class SplitWeights
{
    /// <summary>Bits of the low part; with 22 fractional bits both parts fit 16 bits with their sign.</summary>
    public const int Shift = 12;

    public SplitWeights(Coefficients coefficients)
    {
        Low = new short[coefficients.Weights.Length];
        High = new short[coefficients.Weights.Length];
        for (var i = 0; i < Low.Length; i++)
        {
            Low[i] = (short)(coefficients.Weights[i] & ((1 << Shift) - 1));
            High[i] = (short)(coefficients.Weights[i] >> Shift);
        }
    }

    /// <summary>The low parts, laid out as <see cref="Coefficients.Weights"/>.</summary>
    public short[] Low { get; }

    /// <summary>The high parts, laid out as <see cref="Coefficients.Weights"/>.</summary>
    public short[] High { get; }
}
