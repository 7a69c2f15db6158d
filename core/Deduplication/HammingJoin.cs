using System.Numerics;

namespace PhotoScore.Core.Deduplication;

/// <summary>
/// Every pair of 64-bit hashes that differ in at most k bits, exactly. By the block-combination join of Manku, Jain and Das
/// Sarma ("Detecting near-duplicates for web crawling", WWW 2007): of k + t blocks of bits, k errors leave at least t blocks
/// untouched, so for each choice of t blocks the hashes are grouped by those blocks and compared within a group only.
/// </summary>
public static class HammingJoin
{
    /// <summary>The largest distance that can be joined.</summary>
    public const int MaxDistance = 10;

    /// <summary>Calls <paramref name="pair"/> once for each pair of positions whose hashes differ in at most <paramref name="maxDistance"/> bits, in no particular order.</summary>
    /// <param name="hashes">The hashes. Equal ones are pairs too: a thousand copies are half a million pairs.</param>
    /// <param name="maxDistance">Bits, 0 to 10.</param>
    /// <param name="pair">Receives the two positions.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxDistance"/> is outside 0 to 10.</exception>
    public static void ForEachPair(ReadOnlySpan<ulong> hashes, int maxDistance, Action<int, int> pair)
    {
        ArgumentNullException.ThrowIfNull(pair);
        Check(maxDistance);
        if (hashes.Length > 1)
            ForEachPair(hashes, maxDistance, BlockPlan.For(hashes.Length, maxDistance), pair);
    }

    internal static void ForEachPair(ReadOnlySpan<ulong> hashes, int maxDistance, BlockPlan blocks, Action<int, int> pair)
    {
        var groups = new HashGroups(hashes.Length, blocks.MaxKeyBits);
        foreach (var choice in blocks.Choices)
        {
            groups.Group(hashes, choice);
            for (int start = 0, end; start < hashes.Length; start = end)
            {
                end = groups.End(start, choice);
                Compare(groups, start, end, choice, maxDistance, pair);
            }
        }
    }

    internal static void Check(int maxDistance)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxDistance);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxDistance, MaxDistance);
    }

    private static void Compare(HashGroups groups, int start, int end, BlockChoice choice, int maxDistance, Action<int, int> pair)
    {
        var hashes = groups.Hashes(start, end);
        for (var i = 0; i < hashes.Length; i++)
        {
            for (var j = i + 1; j < hashes.Length; j++)
            {
                var difference = hashes[i] ^ hashes[j];
                // A pair agrees on several choices; only the first of them reports it.
                if (BitOperations.PopCount(difference) <= maxDistance && choice.IsFirstFor(difference))
                    pair(groups.Position(start + i), groups.Position(start + j));
            }
        }
    }
}
