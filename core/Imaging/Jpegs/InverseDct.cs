using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static PhotoScore.Core.Imaging.Jpegs.DctPasses;

namespace PhotoScore.Core.Imaging.Jpegs;

/// <summary>Coefficients of two blocks back to samples: libjpeg's accurate integer method, with the same bits.</summary>
internal static unsafe class InverseDct
{
    private static readonly Vector256<short> Even3 = Pair(C0541 + C0765, C0541);
    private static readonly Vector256<short> Even2 = Pair(C0541, C0541 - C1847);
    private static readonly Vector256<short> Odd3 = Pair(C1175 - C1961, C1175);
    private static readonly Vector256<short> Odd4 = Pair(C1175, C1175 - C0390);
    private static readonly Vector256<short> Of7And1 = Pair(C0298 - C0899, -C0899);
    private static readonly Vector256<short> Of1And7 = Pair(-C0899, C1501 - C0899);
    private static readonly Vector256<short> Of5And3 = Pair(C2053 - C2562, -C2562);
    private static readonly Vector256<short> Of3And5 = Pair(-C2562, C3072 - C2562);

    /// <summary>Transforms two blocks.</summary>
    /// <param name="coefficients">Quantized, row by row: eight of the one block, then eight of the other.</param>
    /// <param name="steps">What they are multiplied by, laid out in the same way.</param>
    /// <param name="left">The first sample of the one block.</param>
    /// <param name="right">The first sample of the other; what is written there may be written over by the one's.</param>
    /// <param name="stride">Bytes from one of their rows to the next.</param>
    public static void Transform(short* coefficients, short* steps, byte* left, byte* right, int stride)
    {
        var r0 = Scaled(coefficients, steps, 0);
        var r1 = Scaled(coefficients, steps, 1);
        var r2 = Scaled(coefficients, steps, 2);
        var r3 = Scaled(coefficients, steps, 3);
        var r4 = Scaled(coefficients, steps, 4);
        var r5 = Scaled(coefficients, steps, 5);
        var r6 = Scaled(coefficients, steps, 6);
        var r7 = Scaled(coefficients, steps, 7);
        var (only, single) = (r0, AllZero(Raw(coefficients, 1) | Raw(coefficients, 2) | Raw(coefficients, 3) | Raw(coefficients, 4) | Raw(coefficients, 5) | Raw(coefficients, 6) | Raw(coefficients, 7)));
        Pass(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7, ConstantBits - KeptBits);
        if (single != Vector256<short>.Zero)
            Repeat(only, single, ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7);
        Transpose(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7);
        Pass(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7, ConstantBits + KeptBits + 3);
        Transpose(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7);
        Store(r0, r1, left, right, stride);
        Store(r2, r3, left + (2 * stride), right + (2 * stride), stride);
        Store(r4, r5, left + (4 * stride), right + (4 * stride), stride);
        Store(r6, r7, left + (6 * stride), right + (6 * stride), stride);
    }

    /// <summary>The same for a block of which only the mean, the first coefficient, is not zero: every sample is one value.</summary>
    public static void Fill(int coefficient, int step, byte* to, int stride)
    {
        var mean = (short)((coefficient * step) << KeptBits);
        var sample = (byte)(Math.Clamp((mean + 16) >> 5, -128, 127) + 128);
        var row = sample * 0x0101010101010101ul;
        for (var y = 0; y < 8; y++)
            *(ulong*)(to + (y * stride)) = row;
    }

    // A block with one row only takes a short cut, as in libjpeg: it differs for what no camera writes, values too large for 16 bits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Repeat(
        Vector256<short> only, Vector256<short> blocks,
        ref Vector256<short> r0, ref Vector256<short> r1, ref Vector256<short> r2, ref Vector256<short> r3,
        ref Vector256<short> r4, ref Vector256<short> r5, ref Vector256<short> r6, ref Vector256<short> r7)
    {
        var row = only << KeptBits;
        r0 = Vector256.ConditionalSelect(blocks, row, r0);
        r1 = Vector256.ConditionalSelect(blocks, row, r1);
        r2 = Vector256.ConditionalSelect(blocks, row, r2);
        r3 = Vector256.ConditionalSelect(blocks, row, r3);
        r4 = Vector256.ConditionalSelect(blocks, row, r4);
        r5 = Vector256.ConditionalSelect(blocks, row, r5);
        r6 = Vector256.ConditionalSelect(blocks, row, r6);
        r7 = Vector256.ConditionalSelect(blocks, row, r7);
    }

    // All ones in each half in which every bit is zero.
    private static Vector256<short> AllZero(Vector256<short> rows)
    {
        var zeros = Vector256.Equals(rows.AsInt64(), Vector256<long>.Zero);
        return (zeros & Avx2.Shuffle(zeros.AsInt32(), 0b01_00_11_10).AsInt64()).AsInt16();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Raw(short* coefficients, int row) => Vector256.Load(coefficients + (16 * row));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Scaled(short* coefficients, short* steps, int row) =>
        Raw(coefficients, row) * Vector256.Load(steps + (16 * row));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pass(
        ref Vector256<short> r0, ref Vector256<short> r1, ref Vector256<short> r2, ref Vector256<short> r3,
        ref Vector256<short> r4, ref Vector256<short> r5, ref Vector256<short> r6, ref Vector256<short> r7, [System.Diagnostics.CodeAnalysis.ConstantExpected] byte bits)
    {
        var (low3, high3) = Combine(r2, r6, Even3);
        var (low2, high2) = Combine(r2, r6, Even2);
        var (low0, high0) = Widened(r0 + r4);
        var (low1, high1) = Widened(r0 - r4);
        var (e0Low, e0High) = (low0 + low3, high0 + high3);
        var (e3Low, e3High) = (low0 - low3, high0 - high3);
        var (e1Low, e1High) = (low1 + low2, high1 + high2);
        var (e2Low, e2High) = (low1 - low2, high1 - high2);

        var (z3Low, z3High) = Combine(r7 + r3, r5 + r1, Odd3);
        var (z4Low, z4High) = Combine(r7 + r3, r5 + r1, Odd4);
        var (o0Low, o0High) = Combine(r7, r1, Of7And1);
        var (o3Low, o3High) = Combine(r7, r1, Of1And7);
        var (o1Low, o1High) = Combine(r5, r3, Of5And3);
        var (o2Low, o2High) = Combine(r5, r3, Of3And5);
        (o0Low, o0High) = (o0Low + z3Low, o0High + z3High);
        (o3Low, o3High) = (o3Low + z4Low, o3High + z4High);
        (o1Low, o1High) = (o1Low + z4Low, o1High + z4High);
        (o2Low, o2High) = (o2Low + z3Low, o2High + z3High);

        r0 = Round(e0Low + o3Low, e0High + o3High, bits);
        r7 = Round(e0Low - o3Low, e0High - o3High, bits);
        r1 = Round(e1Low + o2Low, e1High + o2High, bits);
        r6 = Round(e1Low - o2Low, e1High - o2High, bits);
        r2 = Round(e2Low + o1Low, e2High + o1High, bits);
        r5 = Round(e2Low - o1Low, e2High - o1High, bits);
        r3 = Round(e3Low + o0Low, e3High + o0High, bits);
        r4 = Round(e3Low - o0Low, e3High - o0High, bits);
    }

    // As 32 bits, with the constants' fractional bits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<int> Low, Vector256<int> High) Widened(Vector256<short> values) =>
        (Avx2.ShiftRightArithmetic(Avx2.UnpackLow(Vector256<short>.Zero, values).AsInt32(), 16 - ConstantBits),
            Avx2.ShiftRightArithmetic(Avx2.UnpackHigh(Vector256<short>.Zero, values).AsInt32(), 16 - ConstantBits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<short> upper, Vector256<short> lower, byte* left, byte* right, int stride)
    {
        var samples = (Avx2.PackSignedSaturate(upper, lower) ^ Vector256.Create(unchecked((sbyte)0x80))).AsUInt64();
        *(ulong*)right = samples.GetElement(2);
        *(ulong*)(right + stride) = samples.GetElement(3);
        *(ulong*)left = samples.GetElement(0);
        *(ulong*)(left + stride) = samples.GetElement(1);
    }
}
