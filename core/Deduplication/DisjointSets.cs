namespace PhotoScore.Core.Deduplication;

/// <summary>Union-find in which a set is named by its smallest member, so the order of unions leaves no trace.</summary>
internal sealed class DisjointSets
{
    private readonly int[] _parents;

    public DisjointSets(int count)
    {
        _parents = new int[count];
        for (var i = 0; i < count; i++)
            _parents[i] = i;
    }

    public void Unite(int a, int b)
    {
        (a, b) = (Find(a), Find(b));
        if (a < b)
            _parents[b] = a;
        else
            _parents[a] = b;
    }

    public int Find(int member)
    {
        // Each step skips a generation, which keeps the trees flat without a second walk.
        while (_parents[member] != member)
            member = _parents[member] = _parents[_parents[member]];
        return member;
    }

    /// <summary>The smallest member of each member's set.</summary>
    public int[] Roots()
    {
        var roots = new int[_parents.Length];
        for (var i = 0; i < roots.Length; i++)
            roots[i] = Find(i);
        return roots;
    }
}
