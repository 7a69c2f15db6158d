namespace PhotoScore.Core.Deduplication.Joining;

/// <summary>
/// Every pair of 64-bit hashes that differ in at most k bits, exactly. By the block-combination join of Manku, Jain and Das
/// Sarma ("Detecting near-duplicates for web crawling", WWW 2007): of k + t blocks of bits, k errors leave at least t blocks
/// untouched, so for each choice of t blocks the hashes are grouped by those blocks and compared within a group only. Choices are divided among
/// threads. Memory: 8 bytes a hash, and on each thread 12 bytes a hash and at most 4 MB.
/// </summary>
public static class HammingJoin
{
    /// <summary>The largest distance that can be joined.</summary>
    public const int MaxDistance = 16;

    /// <summary>
    /// Calls <paramref name="pair"/> once for each pair of positions whose hashes differ in at most <paramref name="maxDistance"/> bits, in no particular order, one
    /// call at a time.
    /// </summary>
    /// <param name="hashes">The hashes. Equal ones are pairs too: a thousand copies are half a million pairs.</param>
    /// <param name="maxDistance">Bits, 0 to 16.</param>
    /// <param name="pair">Receives the two positions.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxDistance"/> is outside 0 to 16.</exception>
    public static void ForEachPair(ReadOnlySpan<ulong> hashes, int maxDistance, Action<int, int> pair)
    {
        ArgumentNullException.ThrowIfNull(pair);
        Check(maxDistance);
        if (hashes.Length < 2)
            return;
        var spread = BitOrder.Spread(hashes);
        ForEachPair(spread, maxDistance, BlockPlan.For(spread, maxDistance), JoinThreads.For(spread.Length), pair);
    }

    internal static void ForEachPair(ulong[] hashes, int maxDistance, BlockPlan blocks, int threads, Action<int, int> pair)
    {
        // A plan with fewer choices than threads is cut across: each piece compares every so many hashes with those after them.
        var stripes = blocks.Choices.Count >= threads ? 1 : threads;
        var gate = new Lock();
        JoinThreads.Run(
            threads, blocks.Choices.Count * stripes,
            () => new Worker(hashes, maxDistance, blocks, stripes, new PairBuffer(pair, gate)),
            (worker, piece) => worker.Run(blocks.Choices[piece / stripes], piece % stripes),
            worker => worker.End());
    }

    internal static void Check(int maxDistance)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxDistance);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxDistance, MaxDistance);
    }

    private sealed class Worker(ulong[] hashes, int maxDistance, BlockPlan blocks, int stripes, PairBuffer pairs)
    {
        private readonly HashGroups _groups = new(hashes.Length, blocks.MaxKeyBits);

        public void Run(BlockChoice choice, int stripe)
        {
            _groups.Group(hashes, choice);
            for (int start = 0, end; start < hashes.Length; start = end)
            {
                end = _groups.End(start, choice);
                var group = _groups.Hashes(start, end);
                for (var i = stripe; i < group.Length - 1; i += stripes)
                {
                    var hits = new Hits(_groups, start + i, choice, pairs);
                    NearScan.Find(group[i], group[(i + 1)..], maxDistance, ref hits);
                }
            }
        }

        public void End() => pairs.Flush();
    }

    private readonly struct Hits(HashGroups groups, int place, BlockChoice choice, PairBuffer pairs) : INearHits
    {
        public void Add(int index)
        {
            var other = place + 1 + index;
            // A pair agrees on several choices; only the first of them reports it.
            if (choice.IsFirstFor(groups.Hash(place) ^ groups.Hash(other)))
                pairs.Add(groups.Position(place), groups.Position(other));
        }
    }
}
