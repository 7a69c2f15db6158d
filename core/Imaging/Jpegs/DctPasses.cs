using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PhotoScore.Core.Imaging.Jpegs;

/// <summary>
/// The pieces of a cosine transform of 8 x 8 samples in whole numbers of 13 fractional bits, after Loeffler, Ligtenberg and Moschytz
/// (1989). Two blocks lie side by side in eight vectors, a row of each in a vector's halves, so that nothing crosses halves.
/// </summary>
internal static class DctPasses
{
    /// <summary>Fractional bits of the constants.</summary>
    public const int ConstantBits = 13;

    /// <summary>Fractional bits that are kept between the two passes.</summary>
    public const int KeptBits = 2;

    // Round(c * 8192) of the algorithm's constants.
    public const short C0298 = 2446;
    public const short C0390 = 3196;
    public const short C0541 = 4433;
    public const short C0765 = 6270;
    public const short C0899 = 7373;
    public const short C1175 = 9633;
    public const short C1501 = 12299;
    public const short C1847 = 15137;
    public const short C1961 = 16069;
    public const short C2053 = 16819;
    public const short C2562 = 20995;
    public const short C3072 = 25172;

    /// <summary>Constants for the pairs that <see cref="Combine"/> multiplies.</summary>
    public static Vector256<short> Pair(int even, int odd) => Vector256.Create((ushort)even | (odd << 16)).AsInt16();

    /// <summary>even * first + odd * second, each 32 bits, rounded and brought back to 16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<int> Low, Vector256<int> High) Combine(Vector256<short> even, Vector256<short> odd, Vector256<short> constants) =>
        (Avx2.MultiplyAddAdjacent(Avx2.UnpackLow(even, odd), constants), Avx2.MultiplyAddAdjacent(Avx2.UnpackHigh(even, odd), constants));

    /// <summary>Rounds away <paramref name="bits"/> bits and saturates to 16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Round(Vector256<int> low, Vector256<int> high, [ConstantExpected] byte bits)
    {
        var half = Vector256.Create(1 << (bits - 1));
        return Avx2.PackSignedSaturate(Avx2.ShiftRightArithmetic(low + half, bits), Avx2.ShiftRightArithmetic(high + half, bits));
    }

    /// <summary>Exchanges rows and columns of both blocks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(
        ref Vector256<short> r0, ref Vector256<short> r1, ref Vector256<short> r2, ref Vector256<short> r3,
        ref Vector256<short> r4, ref Vector256<short> r5, ref Vector256<short> r6, ref Vector256<short> r7)
    {
        var a0 = Avx2.UnpackLow(r0, r1).AsInt32();
        var a1 = Avx2.UnpackHigh(r0, r1).AsInt32();
        var a2 = Avx2.UnpackLow(r2, r3).AsInt32();
        var a3 = Avx2.UnpackHigh(r2, r3).AsInt32();
        var a4 = Avx2.UnpackLow(r4, r5).AsInt32();
        var a5 = Avx2.UnpackHigh(r4, r5).AsInt32();
        var a6 = Avx2.UnpackLow(r6, r7).AsInt32();
        var a7 = Avx2.UnpackHigh(r6, r7).AsInt32();

        var b0 = Avx2.UnpackLow(a0, a2).AsInt64();
        var b1 = Avx2.UnpackHigh(a0, a2).AsInt64();
        var b2 = Avx2.UnpackLow(a1, a3).AsInt64();
        var b3 = Avx2.UnpackHigh(a1, a3).AsInt64();
        var b4 = Avx2.UnpackLow(a4, a6).AsInt64();
        var b5 = Avx2.UnpackHigh(a4, a6).AsInt64();
        var b6 = Avx2.UnpackLow(a5, a7).AsInt64();
        var b7 = Avx2.UnpackHigh(a5, a7).AsInt64();

        r0 = Avx2.UnpackLow(b0, b4).AsInt16();
        r1 = Avx2.UnpackHigh(b0, b4).AsInt16();
        r2 = Avx2.UnpackLow(b1, b5).AsInt16();
        r3 = Avx2.UnpackHigh(b1, b5).AsInt16();
        r4 = Avx2.UnpackLow(b2, b6).AsInt16();
        r5 = Avx2.UnpackHigh(b2, b6).AsInt16();
        r6 = Avx2.UnpackLow(b3, b7).AsInt16();
        r7 = Avx2.UnpackHigh(b3, b7).AsInt16();
    }
}
