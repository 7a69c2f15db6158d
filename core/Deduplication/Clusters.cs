using System.Runtime.InteropServices;
using PhotoScore.Core.Deduplication.Joining;

namespace PhotoScore.Core.Deduplication;

/// <summary>
/// Groups of photos that are the same. Every function gives, for each photo, the position of its cluster's first member, so
/// a caller that sorts its photos by key gets the same clusters whatever order they arrived in.
/// </summary>
public static class Clusters
{
    /// <summary>
    /// Near duplicates: photos connected by a chain of hashes of which neighbours differ in at most <paramref name="maxDistance"/> bits.
    /// </summary>
    /// <param name="hashes">One hash a photo.</param>
    /// <param name="maxDistance">Bits, 0 to 10.</param>
    /// <returns>For each photo the smallest position in its cluster; a lone photo gives its own.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxDistance"/> is outside 0 to 10.</exception>
    public static int[] Find(ReadOnlySpan<ulong> hashes, int maxDistance)
    {
        HammingJoin.Check(maxDistance);
        var union = new DisjointSets(hashes.Length);
        var (unique, positions) = Unite(hashes, union);
        if (maxDistance > 0)
            HammingJoin.ForEachPair(unique, maxDistance, (a, b) => union.Unite(positions[a], positions[b]));
        return union.Roots();
    }

    /// <summary>Exact duplicates: photos with the same key, such as the SHA-256 of their bytes.</summary>
    /// <param name="keys">One key a photo.</param>
    /// <returns>For each photo the smallest position with its key.</returns>
    public static int[] FindExact<TKey>(IReadOnlyList<TKey> keys)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(keys);
        var first = new Dictionary<TKey, int>(keys.Count);
        var clusters = new int[keys.Count];
        for (var i = 0; i < keys.Count; i++)
        {
            ref var position = ref CollectionsMarshal.GetValueRefOrAddDefault(first, keys[i], out var known);
            if (!known) position = i;
            clusters[i] = position;
        }

        return clusters;
    }

    /// <summary>Clusters as keys: each photo's cluster is the key at its cluster's smallest position.</summary>
    public static TKey[] Named<TKey>(ReadOnlySpan<int> clusters, IReadOnlyList<TKey> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var names = new TKey[clusters.Length];
        for (var i = 0; i < names.Length; i++)
            names[i] = keys[clusters[i]];
        return names;
    }

    // Equal hashes are united first: a thousand copies of one picture must not become half a million pairs.
    private static (ulong[] Hashes, int[] Positions) Unite(ReadOnlySpan<ulong> hashes, DisjointSets union)
    {
        var sorted = hashes.ToArray();
        var positions = new int[hashes.Length];
        for (var i = 0; i < positions.Length; i++)
            positions[i] = i;
        Array.Sort(sorted, positions);

        var count = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            if (count > 0 && sorted[count - 1] == sorted[i])
            {
                union.Unite(positions[count - 1], positions[i]);
                continue;
            }

            (sorted[count], positions[count]) = (sorted[i], positions[i]);
            count++;
        }

        return (sorted[..count], positions[..count]);
    }
}
