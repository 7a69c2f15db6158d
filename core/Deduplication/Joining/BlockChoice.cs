using System.Numerics;

namespace PhotoScore.Core.Deduplication.Joining;

/// <summary>One choice of blocks that must agree.</summary>
internal sealed class BlockChoice
{
    /// <summary>A table of groups has at most two to this many slots (4 MB).</summary>
    public const int MostKeyBits = 20;

    private readonly ulong[] _blocks;
    private readonly uint _chosen;
    private readonly (int Shift, ulong Mask, int Bits)[] _parts;

    /// <param name="blocks">A mask for each block.</param>
    /// <param name="chosen">Bit i says whether block i is chosen.</param>
    public BlockChoice(ulong[] blocks, uint chosen)
    {
        _blocks = blocks;
        _chosen = chosen;
        _parts = [.. Enumerable.Range(0, blocks.Length)
            .Where(i => (chosen >> i & 1) == 1)
            .Select(i => (BitOperations.TrailingZeroCount(blocks[i]), blocks[i] >> BitOperations.TrailingZeroCount(blocks[i]), BitOperations.PopCount(blocks[i])))];
        KeyBits = Math.Min(MostKeyBits, _parts.Sum(part => part.Bits));
    }

    /// <summary>Bits of a <see cref="Key"/>.</summary>
    public int KeyBits { get; }

    /// <summary>The chosen bits side by side; the ones past <see cref="MostKeyBits"/> are dropped, which only makes groups larger.</summary>
    public int Key(ulong hash)
    {
        var key = 0UL;
        foreach (var (shift, mask, bits) in _parts)
            key = (key << bits) | (hash >> shift & mask);
        return (int)(key & ((1UL << KeyBits) - 1));
    }

    /// <summary>Whether this is the first choice, in the order of the blocks, on which hashes with that difference agree.</summary>
    public bool IsFirstFor(ulong difference)
    {
        if (_chosen == 0)
            return true;

        // The first choice takes the lowest blocks that agree, so no block below its highest one may agree without being chosen.
        var highest = BitOperations.Log2(_chosen);
        for (var i = 0; i <= highest; i++)
        {
            var agrees = (difference & _blocks[i]) == 0;
            if (agrees != ((_chosen >> i & 1) == 1))
                return false;
        }

        return true;
    }
}
