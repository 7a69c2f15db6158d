using PhotoScore.Core.Deduplication;

namespace PhotoScore.Core.Datasets.Assembling;

/// <summary>Unites near photos as long as no two photos of a cluster are too far from each other. Memory: 12 bytes a near pair.</summary>
/// <param name="union">What is united already stays so.</param>
/// <param name="distance">Bits between two photos.</param>
/// <param name="maxDiameter">Bits between any two photos of a cluster, at most.</param>
internal sealed class TightClusters(DisjointSets union, Func<int, int, int> distance, int maxDiameter)
{
    private readonly List<(int Distance, int A, int B)> _pairs = [];
    private readonly Dictionary<int, List<int>> _members = [];

    /// <summary>Notes a near pair.</summary>
    public void Add(int a, int b) => _pairs.Add((distance(a, b), Math.Min(a, b), Math.Max(a, b)));

    /// <summary>Unites the pairs that were noted, the nearest ones first.</summary>
    public void Unite()
    {
        _pairs.Sort();
        foreach (var (_, a, b) in _pairs)
        {
            var (rootA, rootB) = (union.Find(a), union.Find(b));
            if (rootA == rootB)
                continue;
            var (of, others) = (Members(rootA, a), Members(rootB, b));
            if (of.TrueForAll(one => others.TrueForAll(other => distance(one, other) <= maxDiameter)))
                Merge(rootA, of, rootB, others);
        }
    }

    // Of photos with equal hashes only the first is near to others, so it alone is a member.
    private List<int> Members(int root, int photo)
    {
        if (!_members.TryGetValue(root, out var members))
            _members[root] = members = [photo];
        return members;
    }

    private void Merge(int rootA, List<int> of, int rootB, List<int> others)
    {
        union.Unite(rootA, rootB);
        _members.Remove(rootA);
        _members.Remove(rootB);
        var (large, small) = of.Count < others.Count ? (others, of) : (of, others);
        large.AddRange(small);
        _members[union.Find(rootA)] = large;
    }
}
