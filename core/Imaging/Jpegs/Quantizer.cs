using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PhotoScore.Core.Imaging.Jpegs;

/// <summary>
/// Divides the coefficients of two blocks by their steps, rounding halves away from zero. A division is a product with the step's
/// reciprocal and a shift, which for 16 bits is exact (Granlund and Montgomery, 1994).
/// </summary>
internal sealed unsafe class Quantizer
{
    private readonly Vector256<ushort>[] _halves = new Vector256<ushort>[8];
    private readonly Vector256<ushort>[] _reciprocals = new Vector256<ushort>[8];
    private readonly Vector256<ushort>[] _scales = new Vector256<ushort>[8];

    /// <param name="steps">The 64 steps, row by row, 1 to 255.</param>
    public Quantizer(ReadOnlySpan<byte> steps)
    {
        Span<ushort> halves = stackalloc ushort[16], reciprocals = stackalloc ushort[16], scales = stackalloc ushort[16];
        for (var row = 0; row < 8; row++)
        {
            for (var x = 0; x < 8; x++)
            {
                var (half, reciprocal, scale) = Reciprocal(8 * steps[(8 * row) + x]);
                halves[x] = halves[x + 8] = half;
                reciprocals[x] = reciprocals[x + 8] = reciprocal;
                scales[x] = scales[x + 8] = scale;
            }
            _halves[row] = Vector256.Create<ushort>(halves);
            _reciprocals[row] = Vector256.Create<ushort>(reciprocals);
            _scales[row] = Vector256.Create<ushort>(scales);
        }
    }

    /// <summary>Divides in place what <see cref="ForwardDct"/> made, eight times its step each.</summary>
    public void Quantize(Vector256<short>* rows)
    {
        for (var row = 0; row < 8; row++)
        {
            var value = rows[row];
            var size = Avx2.Abs(value) + _halves[row];
            rows[row] = Avx2.Sign(Avx2.MultiplyHigh(Avx2.MultiplyHigh(size, _reciprocals[row]), _scales[row]).AsInt16(), value);
        }
    }

    // 2^shift / divisor with 16 significant bits, rounded; where it is rounded down, one more in the dividend makes up for it.
    private static (ushort Half, ushort Reciprocal, ushort Scale) Reciprocal(int divisor)
    {
        var shift = 16 + int.Log2(divisor);
        var (reciprocal, rest) = Math.DivRem(1L << shift, divisor);
        var half = divisor / 2;
        if (rest == 0)
        {
            reciprocal >>= 1;
            shift--;
        }
        else if (rest <= divisor / 2)
        {
            half++;
        }
        else
        {
            reciprocal++;
        }
        return ((ushort)half, (ushort)reciprocal, (ushort)(1 << (32 - shift)));
    }
}
