namespace PhotoScore.Core.Deduplication;

/// <summary>Hashes in groups of equal keys, by a counting sort into arrays that are made once. 12 bytes a hash and 4 a slot.</summary>
internal sealed class HashGroups(int count, int maxKeyBits)
{
    private readonly ulong[] _hashes = new ulong[count];
    private readonly int[] _positions = new int[count];
    private readonly int[] _ends = new int[(1 << maxKeyBits) + 1];

    /// <summary>How many groups there are; some are empty.</summary>
    public int Count { get; private set; }

    /// <summary>A group's place.</summary>
    public Range this[int group] => (group == 0 ? 0 : _ends[group - 1]).._ends[group];

    /// <summary>Groups <paramref name="hashes"/> by the blocks of <paramref name="choice"/>.</summary>
    public void Group(ReadOnlySpan<ulong> hashes, BlockChoice choice)
    {
        Count = 1 << choice.KeyBits;
        var ends = _ends.AsSpan(0, Count + 1);
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

    /// <summary>The hashes of a group.</summary>
    public ReadOnlySpan<ulong> Hashes(Range group) => _hashes.AsSpan(group);

    /// <summary>Where the i-th hash of a group was in the input.</summary>
    public int Position(Range group, int i) => _positions[group.Start.Value + i];
}
