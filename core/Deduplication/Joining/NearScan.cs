using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PhotoScore.Core.Deduplication.Joining;

/// <summary>Receives the hashes that a scan finds.</summary>
internal interface INearHits
{
    /// <summary>The hash at <paramref name="index"/> is near.</summary>
    void Add(int index);
}

/// <summary>Compares one hash with many, four at once where the processor can.</summary>
internal static class NearScan
{
    /// <summary>Tells <paramref name="hits"/> of each hash that differs from <paramref name="hash"/> in at most <paramref name="maxDistance"/> bits.</summary>
    public static void Find<THits>(ulong hash, ReadOnlySpan<ulong> others, int maxDistance, ref THits hits)
        where THits : struct, INearHits
    {
        var done = Avx2.IsSupported ? FindFours(hash, others, maxDistance, ref hits) : 0;
        for (var i = done; i < others.Length; i++)
        {
            if (BitOperations.PopCount(hash ^ others[i]) <= maxDistance)
                hits.Add(i);
        }
    }

    private static int FindFours<THits>(ulong hash, ReadOnlySpan<ulong> others, int maxDistance, ref THits hits)
        where THits : struct, INearHits
    {
        var wanted = Vector256.Create(hash);
        var tooFar = Vector256.Create(maxDistance + 1L);
        ref var first = ref MemoryMarshal.GetReference(others);
        var i = 0;
        for (; i <= others.Length - 4; i += 4)
        {
            var counts = PopCounts(wanted ^ Vector256.LoadUnsafe(ref first, (nuint)i));
            var near = Vector256.LessThan(counts.AsInt64(), tooFar).ExtractMostSignificantBits();
            for (; near != 0; near &= near - 1)
                hits.Add(i + BitOperations.TrailingZeroCount(near));
        }

        return i;
    }

    // A table of sixteen gives the ones of each half byte; the sum of absolute differences to zero adds up the eight bytes of a hash.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> PopCounts(Vector256<ulong> hashes)
    {
        var ones = Vector256.Create((byte)0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4, 0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);
        var half = Vector256.Create((byte)0x0f);
        var low = Avx2.Shuffle(ones, hashes.AsByte() & half);
        var high = Avx2.Shuffle(ones, Vector256.ShiftRightLogical(hashes.AsUInt16(), 4).AsByte() & half);
        return Avx2.SumAbsoluteDifferences(low + high, Vector256<byte>.Zero).AsUInt64();
    }
}
