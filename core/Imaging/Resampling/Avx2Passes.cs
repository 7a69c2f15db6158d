using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PhotoScore.Core.Imaging.Resampling;

/// <summary>The passes with AVX2: the same integers as <see cref="ScalarPasses"/>, several at a time.</summary>
internal sealed unsafe class Avx2Passes : ResamplePasses
{
    private const int Half = 1 << (Coefficients.Precision - 1);

    // A pass over a row may read this far past it, where weights are zero.
    private const int Overrun = 16;

    private static readonly ScalarPasses Scalar = new();

    public override void Horizontal(Plane from, Coefficients columns, int channels, byte* to)
    {
        var split = columns.Split;
        var rowBytes = columns.First.Length * channels;
        var scratch = (byte*)NativeMemory.AllocZeroed((nuint)(from.Stride + Overrun));
        try
        {
            fixed (short* low = split.Low, high = split.High)
            fixed (int* first = columns.First, taps = columns.Taps)
            {
                for (var y = 0; y < from.Rows; y++, to += rowBytes)
                {
                    var row = Readable(from, y, scratch);
                    for (var x = 0; x < columns.First.Length; x++)
                    {
                        var weights = x * columns.Capacity;
                        if (channels == 3)
                            RgbPixel(row + (3L * first[x]), low + weights, high + weights, taps[x], to + (3 * x));
                        else
                            to[x] = GreyPixel(row + first[x], low + weights, high + weights, taps[x]);
                    }
                }
            }
        }
        finally
        {
            NativeMemory.Free(scratch);
        }
    }

    public override void Vertical(Plane from, int begin, Coefficients rows, int rowBytes, byte* to)
    {
        if (rowBytes < Vector256<byte>.Count)
        {
            Scalar.Vertical(from, begin, rows, rowBytes, to);
            return;
        }

        var split = rows.Split;
        fixed (short* low = split.Low, high = split.High)
        {
            for (var y = 0; y < rows.First.Length; y++, to += rowBytes)
            {
                var start = from.Row(rows.First[y] - begin);
                var weights = y * rows.Capacity;
                for (var x = 0; x < rowBytes; x += Vector256<byte>.Count)
                {
                    // The last block overlaps the one before it and writes the same bytes again.
                    var at = Math.Min(x, rowBytes - Vector256<byte>.Count);
                    Block(start + at, from.Stride, low + weights, high + weights, rows.Taps[y]).Store(to + at);
                }
            }
        }
    }

    private static byte* Readable(Plane from, int y, byte* scratch)
    {
        var row = from.Row(y);
        if (from.End - row >= from.Stride + Overrun)
            return row;

        new ReadOnlySpan<byte>(row, (int)Math.Min(from.Stride, from.End - row)).CopyTo(new Span<byte>(scratch, from.Stride));
        return scratch;
    }

    // Four taps a step: taps 0 and 1 in the lower half, 2 and 3 in the upper one, each as pairs of red, green and blue.
    private static void RgbPixel(byte* samples, short* low, short* high, int taps, byte* to)
    {
        const byte None = 0x80;
        var pairs = Vector256.Create(
            0, None, 3, None, 1, None, 4, None, 2, None, 5, None, None, None, None, None,
            6, None, 9, None, 7, None, 10, None, 8, None, 11, None, None, None, None, None);
        var spread = Vector256.Create(0, 0, 0, 0, 1, 1, 1, 1);
        var (lows, highs) = (Vector256<int>.Zero, Vector256<int>.Zero);
        for (var tap = 0; tap < taps; tap += 4, samples += 12)
        {
            var four = Avx2.Shuffle(Avx2.BroadcastVector128ToVector256(samples), pairs).AsInt16();
            lows += Avx2.MultiplyAddAdjacent(four, Spread(low + tap, spread));
            highs += Avx2.MultiplyAddAdjacent(four, Spread(high + tap, spread));
        }

        var sums = Join(lows, highs);
        var pixel = Narrow(sums.GetLower() + sums.GetUpper() + Vector128.Create(Half));
        *(ushort*)to = (ushort)pixel;
        to[2] = (byte)(pixel >> 16);
    }

    private static Vector256<short> Spread(short* four, Vector256<int> spread) =>
        Avx2.PermuteVar8x32(Vector256.Create(*(long*)four).AsInt32(), spread).AsInt16();

    // Sixteen taps a step.
    private static byte GreyPixel(byte* samples, short* low, short* high, int taps)
    {
        var (lows, highs) = (Vector256<int>.Zero, Vector256<int>.Zero);
        for (var tap = 0; tap < taps; tap += 16)
        {
            var sixteen = Avx2.ConvertToVector256Int16(samples + tap);
            lows += Avx2.MultiplyAddAdjacent(sixteen, Vector256.Load(low + tap));
            highs += Avx2.MultiplyAddAdjacent(sixteen, Vector256.Load(high + tap));
        }

        var sum = Vector256.Sum(Join(lows, highs)) + Half;
        return (byte)Math.Clamp(sum >> Coefficients.Precision, 0, 255);
    }

    // 32 samples of a row, two rows a step: interleaved, so that neighbours in a register are neighbours in a column.
    private static Vector256<byte> Block(byte* samples, int stride, short* low, short* high, int taps)
    {
        Vector256<int> low0 = default, low1 = default, low2 = default, low3 = default;
        Vector256<int> high0 = default, high1 = default, high2 = default, high3 = default;
        for (var tap = 0; tap < taps; tap += 2)
        {
            var upper = Vector256.Load(samples + ((long)tap * stride));
            var lower = tap + 1 < taps ? Vector256.Load(samples + ((tap + 1L) * stride)) : upper;
            var lowPair = Vector256.Create(*(int*)(low + tap)).AsInt16();
            var highPair = Vector256.Create(*(int*)(high + tap)).AsInt16();

            var left = Avx2.UnpackLow(upper, lower);
            var right = Avx2.UnpackHigh(upper, lower);
            var pairs0 = Avx2.UnpackLow(left, Vector256<byte>.Zero).AsInt16();
            var pairs1 = Avx2.UnpackHigh(left, Vector256<byte>.Zero).AsInt16();
            var pairs2 = Avx2.UnpackLow(right, Vector256<byte>.Zero).AsInt16();
            var pairs3 = Avx2.UnpackHigh(right, Vector256<byte>.Zero).AsInt16();

            low0 += Avx2.MultiplyAddAdjacent(pairs0, lowPair);
            low1 += Avx2.MultiplyAddAdjacent(pairs1, lowPair);
            low2 += Avx2.MultiplyAddAdjacent(pairs2, lowPair);
            low3 += Avx2.MultiplyAddAdjacent(pairs3, lowPair);
            high0 += Avx2.MultiplyAddAdjacent(pairs0, highPair);
            high1 += Avx2.MultiplyAddAdjacent(pairs1, highPair);
            high2 += Avx2.MultiplyAddAdjacent(pairs2, highPair);
            high3 += Avx2.MultiplyAddAdjacent(pairs3, highPair);
        }

        return Avx2.PackUnsignedSaturate(
            Avx2.PackSignedSaturate(Round(low0, high0), Round(low1, high1)),
            Avx2.PackSignedSaturate(Round(low2, high2), Round(low3, high3)));
    }

    private static Vector256<int> Join(Vector256<int> lows, Vector256<int> highs) => lows + (highs << SplitWeights.Shift);

    private static Vector256<int> Round(Vector256<int> lows, Vector256<int> highs) =>
        (Join(lows, highs) + Vector256.Create(Half)) >> Coefficients.Precision;

    private static uint Narrow(Vector128<int> sums)
    {
        var shorts = Sse2.PackSignedSaturate(sums >> Coefficients.Precision, Vector128<int>.Zero);
        return Sse2.PackUnsignedSaturate(shorts, Vector128<short>.Zero).AsUInt32().ToScalar();
    }
}
