namespace PhotoScore.Core.Deduplication.Joining;

/// <summary>
/// Every pair of 256-bit hashes that differ in at most k bits, exactly. Of sixteen words of sixteen bits, at least one differs in no more than k / 16 bits
/// (the search of Norouzi, Punjani and Fleet, "Fast search in Hamming space with multi-index hashing", CVPR 2012, here as a join): for each word the hashes
/// are grouped by it, and each group is compared with the groups that near. Memory: on each thread 36 bytes a hash.
/// </summary>
public static class WideHammingJoin
{
    /// <summary>The largest distance that can be joined.</summary>
    public const int MaxDistance = 64;

    private const int Words = 16;
    private const int Keys = 1 << 16;

    /// <summary>As <see cref="HammingJoin.ForEachPair(ReadOnlySpan{ulong}, int, Action{int, int})"/>.</summary>
    /// <param name="hashes">The hashes. Equal ones are pairs too.</param>
    /// <param name="maxDistance">Bits, 0 to 64.</param>
    /// <param name="pair">Receives the two positions, one call at a time.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxDistance"/> is outside 0 to 64.</exception>
    public static void ForEachPair(Hash256[] hashes, int maxDistance, Action<int, int> pair)
    {
        ArgumentNullException.ThrowIfNull(hashes);
        ArgumentNullException.ThrowIfNull(pair);
        ArgumentOutOfRangeException.ThrowIfNegative(maxDistance);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxDistance, MaxDistance);
        var groups = WordGroups.Masks(maxDistance / Words).Length;
        var all = hashes.Length * (double)hashes.Length / 2;
        var byWords = Words * groups * ((Keys / 2.0) + (all / Keys));
        if (all <= byWords)
            CompareAll(hashes, maxDistance, pair);
        else
            ByWords(hashes, maxDistance, pair);
    }

    internal static void ByWords(Hash256[] hashes, int maxDistance, Action<int, int> pair)
    {
        var gate = new Lock();
        JoinThreads.Run(
            JoinThreads.For(hashes.Length), Words,
            () => (Groups: new WordGroups(hashes, maxDistance, radius: maxDistance / Words), Pairs: new PairBuffer(pair, gate)),
            (thread, word) => thread.Groups.Join(word, thread.Pairs),
            thread => thread.Pairs.Flush());
    }

    private static void CompareAll(Hash256[] hashes, int maxDistance, Action<int, int> pair)
    {
        for (var i = 0; i < hashes.Length; i++)
        {
            for (var j = i + 1; j < hashes.Length; j++)
            {
                if (WordGroups.IsNear(in hashes[i], in hashes[j], maxDistance))
                    pair(i, j);
            }
        }
    }
}
