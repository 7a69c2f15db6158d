namespace PhotoScore.Core.Deduplication.Joining;

/// <summary>Hashes in groups of equal keys, by a counting sort into arrays that are made once. 12 bytes a hash and 4 a slot.</summary>
internal sealed class HashGroups(int count, int maxKeyBits)
{
    private readonly ulong[] _hashes = new ulong[count];
    private readonly int[] _positions = new int[count];
    private readonly int[] _ends = new int[(1 << maxKeyBits) + 1];

    /// <summary>Groups <paramref name="hashes"/> by the blocks of <paramref name="choice"/>.</summary>
    public void Group(ReadOnlySpan<ulong> hashes, BlockChoice choice)
    {
        var ends = _ends.AsSpan(0, (1 << choice.KeyBits) + 1);
        ends.Clear();

        // Counted one slot higher, so that the running sums are where each group starts; filling moves them to the ends.
        foreach (var hash in hashes)
            ends[choice.Key(hash) + 1]++;
        for (var i = 1; i < ends.Length; i++)
            ends[i] += ends[i - 1];
        for (var i = 0; i < hashes.Length; i++)
        {
            var slot = ends[choice.Key(hashes[i])]++;
            (_hashes[slot], _positions[slot]) = (hashes[i], i);
        }
    }

    /// <summary>One past the end of the group that begins at <paramref name="start"/>, with the choice that the hashes are grouped by.</summary>
    public int End(int start, BlockChoice choice) => _ends[choice.Key(_hashes[start])];

    /// <summary>The hashes from one place in the groups to another.</summary>
    public ReadOnlySpan<ulong> Hashes(int start, int end) => _hashes.AsSpan(start, end - start);

    /// <summary>The hash at a place in the groups.</summary>
    public ulong Hash(int place) => _hashes[place];

    /// <summary>Where the hash at a place in the groups was in the input.</summary>
    public int Position(int place) => _positions[place];
}
