namespace PhotoScore.Core.Imaging.Resampling;

/// <summary>The passes in plain arithmetic: for processors without AVX2, and the measure of the vector code.</summary>
internal sealed unsafe class ScalarPasses : ResamplePasses
{
    private const int Half = 1 << (Coefficients.Precision - 1);

    public override void Horizontal(Plane from, Coefficients columns, int channels, byte* to)
    {
        for (var y = 0; y < from.Rows; y++)
        {
            var row = from.Row(y);
            for (var x = 0; x < columns.First.Length; x++)
            {
                var weights = columns.Weights.AsSpan(x * columns.Capacity, columns.Taps[x]);
                var start = row + ((long)columns.First[x] * channels);
                for (var c = 0; c < channels; c++)
                    *to++ = Clip(Sum(start + c, channels, weights));
            }
        }
    }

    public override void Vertical(Plane from, int begin, Coefficients rows, int rowBytes, byte* to)
    {
        for (var y = 0; y < rows.First.Length; y++)
        {
            var weights = rows.Weights.AsSpan(y * rows.Capacity, rows.Taps[y]);
            var start = from.Row(rows.First[y] - begin);
            for (var x = 0; x < rowBytes; x++)
                *to++ = Clip(Sum(start + x, from.Stride, weights));
        }
    }

    private static byte Clip(int sum) => (byte)Math.Clamp(sum >> Coefficients.Precision, 0, 255);

    private static int Sum(byte* samples, int step, ReadOnlySpan<int> weights)
    {
        var sum = Half;
        foreach (var weight in weights)
        {
            sum += *samples * weight;
            samples += step;
        }

        return sum;
    }
}
