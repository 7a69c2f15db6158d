using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PhotoScore.Trainer.Data.Augmentation;

/// <summary>What <see cref="WarpSampler"/> does, eight pixels at once and to the same bytes.</summary>
internal static unsafe class WarpLanes
{
    private const int Bits = WarpSampler.Bits;
    private const int WeightBits = WarpSampler.WeightBits;
    private const int One = 1 << WeightBits;
    private const int Read = sizeof(long);

    private static readonly Vector256<byte> Red = Pairs(0);
    private static readonly Vector256<byte> Green = Pairs(1);
    private static readonly Vector256<byte> Blue = Pairs(2);

    /// <summary>Whether coordinates on a line of a photo never lie further outside than one reflection goes, and fit the lanes.</summary>
    /// <param name="from">The line's first coordinate.</param>
    /// <param name="to">Its last one.</param>
    /// <param name="count">The photo's columns or rows.</param>
    public static bool Reach(long from, long to, int count) =>
        count is >= 2 and <= 1 << (30 - Bits) && Math.Min(from, to) >= -((long)count << Bits) && Math.Max(from, to) < ((2L * count) - 1) << Bits;

    /// <summary>Writes eight pixels, if all that they are made of can be read with a few bytes to spare.</summary>
    /// <param name="source">Rows of RGB bytes.</param>
    /// <param name="width">Its columns.</param>
    /// <param name="height">Its rows.</param>
    /// <param name="x">Where the pixels look, within <see cref="Reach"/>.</param>
    /// <param name="y">Likewise.</param>
    /// <param name="target">At least 24 bytes.</param>
    /// <returns>False where nothing was written.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryWrite(ReadOnlySpan<byte> source, int width, int height, Vector256<int> x, Vector256<int> y, Span<byte> target)
    {
        var left = x >> Bits;
        var (column, right) = (Reflect(left, width), Reflect(left + Vector256<int>.One, width));
        // Two neighbours are read at once; which of them is the left one, or that both are the same, the weights say.
        var first = Vector256.Min(Vector256.Min(column, right), Vector256.Create(width - 2));
        var rightWeight = Weight(x);
        var firstWeight = (Vector256.Equals(column, first) & (Vector256.Create(One) - rightWeight)) + (Vector256.Equals(right, first) & rightWeight);
        var across = (firstWeight | ((Vector256.Create(One) - firstWeight) << 16)).AsInt16();

        var upper = y >> Bits;
        var above = At(Reflect(upper, height), first, width);
        var below = At(Reflect(upper + Vector256<int>.One, height), first, width);
        if (Vector256.GreaterThanAny(Vector256.Max(above, below), Vector256.Create(source.Length - Read)))
            return false;

        var lowerWeight = Weight(y);
        var upperWeight = Vector256.Create(One) - lowerWeight;
        fixed (byte* photo = source)
        {
            var (upperA, upperB) = Gather(photo, above);
            var (lowerA, lowerB) = Gather(photo, below);
            var red = Down(Across(upperA, upperB, Red, across), Across(lowerA, lowerB, Red, across), upperWeight, lowerWeight);
            var green = Down(Across(upperA, upperB, Green, across), Across(lowerA, lowerB, Green, across), upperWeight, lowerWeight);
            var blue = Down(Across(upperA, upperB, Blue, across), Across(lowerA, lowerB, Blue, across), upperWeight, lowerWeight);
            new RgbLanes(red, green, blue).Store(ref MemoryMarshal.GetReference(target));
        }

        return true;
    }

    // -1 becomes 0, and count becomes count - 1.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Reflect(Vector256<int> index, int count)
    {
        var low = index ^ (index >> 31);
        return Vector256.Min(low, Vector256.Create((2 * count) - 1) - low);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Weight(Vector256<int> at) => (at >> (Bits - WeightBits)) & Vector256.Create(One - 1);

    // Pixels 0, 1, 4, 5 and 2, 3, 6, 7: the halves of each then make up the right order.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<byte> A, Vector256<byte> B) Gather(byte* photo, Vector256<int> at)
    {
        var ordered = Avx2.Permute4x64(at.AsInt64(), 0b11_01_10_00).AsInt32();
        return (Avx2.GatherVector256((long*)photo, ordered.GetLower(), 1).AsByte(), Avx2.GatherVector256((long*)photo, ordered.GetUpper(), 1).AsByte());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Across(Vector256<byte> a, Vector256<byte> b, Vector256<byte> channel, Vector256<short> weights)
    {
        var pairs = Avx2.UnpackLow(Avx2.Shuffle(a, channel).AsInt64(), Avx2.Shuffle(b, channel).AsInt64());
        return Avx2.MultiplyAddAdjacent(pairs.AsInt16(), weights);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Down(Vector256<int> upper, Vector256<int> lower, Vector256<int> upperWeight, Vector256<int> lowerWeight) =>
        ((upper * upperWeight) + (lower * lowerWeight) + Vector256.Create(WarpSampler.Half)) >>> (2 * WeightBits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> At(Vector256<int> row, Vector256<int> column, int width) => ((row * width) + column) * 3;

    // Of two reads of eight bytes, the same colour of the two pixels that each begins with, as two numbers of 16 bits.
    private static Vector256<byte> Pairs(int channel)
    {
        const byte None = 255;
        var (left, right) = ((byte)channel, (byte)(channel + 3));
        var half = Vector128.Create(left, None, right, None, (byte)(left + Read), None, (byte)(right + Read), None, None, None, None, None, None, None, None, None);
        return Vector256.Create(half, half);
    }
}
