using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static PhotoScore.Core.Imaging.Jpegs.DctPasses;

namespace PhotoScore.Core.Imaging.Jpegs;

/// <summary>The cosine transform of two blocks at once: libjpeg's accurate integer method, with the same bits.</summary>
internal static unsafe class ForwardDct
{
    private static readonly Vector256<short> Even2 = Pair(C0541 + C0765, C0541);
    private static readonly Vector256<short> Even6 = Pair(C0541, C0541 - C1847);
    private static readonly Vector256<short> Odd3 = Pair(C1175 - C1961, C1175);
    private static readonly Vector256<short> Odd4 = Pair(C1175, C1175 - C0390);
    private static readonly Vector256<short> Odd7 = Pair(C0298 - C0899, -C0899);
    private static readonly Vector256<short> Odd1 = Pair(-C0899, C1501 - C0899);
    private static readonly Vector256<short> Odd5 = Pair(C2053 - C2562, -C2562);
    private static readonly Vector256<short> OddBy3 = Pair(-C2562, C3072 - C2562);

    /// <summary>Transforms in place.</summary>
    /// <param name="rows">Eight rows; each half of a vector is a block's, its samples less 128. Gives the coefficients times 8, row by row.</param>
    public static void Transform(Vector256<short>* rows)
    {
        var (r0, r1, r2, r3) = (rows[0], rows[1], rows[2], rows[3]);
        var (r4, r5, r6, r7) = (rows[4], rows[5], rows[6], rows[7]);
        // A pass works down the columns; the rows come first.
        Transpose(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7);
        Pass(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7, first: true);
        Transpose(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7);
        Pass(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7, first: false);
        (rows[0], rows[1], rows[2], rows[3]) = (r0, r1, r2, r3);
        (rows[4], rows[5], rows[6], rows[7]) = (r4, r5, r6, r7);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pass(
        ref Vector256<short> r0, ref Vector256<short> r1, ref Vector256<short> r2, ref Vector256<short> r3,
        ref Vector256<short> r4, ref Vector256<short> r5, ref Vector256<short> r6, ref Vector256<short> r7, bool first)
    {
        var (s0, s1, s2, s3) = (r0 + r7, r1 + r6, r2 + r5, r3 + r4);
        var (d4, d5, d6, d7) = (r3 - r4, r2 - r5, r1 - r6, r0 - r7);

        var (e0, e1) = (s0 + s3, s1 + s2);
        var (e3, e2) = (s0 - s3, s1 - s2);
        if (first)
        {
            r0 = (e0 + e1) << KeptBits;
            r4 = (e0 - e1) << KeptBits;
        }
        else
        {
            var half = Vector256.Create((short)(1 << (KeptBits - 1)));
            r0 = Avx2.ShiftRightArithmetic(e0 + e1 + half, KeptBits);
            r4 = Avx2.ShiftRightArithmetic(e0 - e1 + half, KeptBits);
        }
        r2 = Descale(Combine(e3, e2, Even2), first);
        r6 = Descale(Combine(e3, e2, Even6), first);

        var z3 = Combine(d4 + d6, d5 + d7, Odd3);
        var z4 = Combine(d4 + d6, d5 + d7, Odd4);
        r7 = Descale(Add(Combine(d4, d7, Odd7), z3), first);
        r1 = Descale(Add(Combine(d4, d7, Odd1), z4), first);
        r5 = Descale(Add(Combine(d5, d6, Odd5), z4), first);
        r3 = Descale(Add(Combine(d5, d6, OddBy3), z3), first);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<int> Low, Vector256<int> High) Add((Vector256<int> Low, Vector256<int> High) a, (Vector256<int> Low, Vector256<int> High) b) =>
        (a.Low + b.Low, a.High + b.High);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Descale((Vector256<int> Low, Vector256<int> High) sums, bool first) =>
        first ? Round(sums.Low, sums.High, ConstantBits - KeptBits) : Round(sums.Low, sums.High, ConstantBits + KeptBits);
}
