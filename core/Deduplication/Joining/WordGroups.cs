using System.Numerics;
using System.Runtime.CompilerServices;

namespace PhotoScore.Core.Deduplication.Joining;

/// <summary>256-bit hashes in groups of one equal word, by a counting sort into arrays that are made once.</summary>
/// <param name="all">The hashes.</param>
/// <param name="maxDistance">Bits in which two near hashes differ at most.</param>
/// <param name="radius">Bits in which at least one word of theirs differs at most.</param>
internal sealed class WordGroups(Hash256[] all, int maxDistance, int radius)
{
    private const int Keys = 1 << 16;
    private readonly ushort[] _masks = Masks(radius);
    private readonly Hash256[] _hashes = new Hash256[all.Length];
    private readonly int[] _positions = new int[all.Length];
    private readonly int[] _ends = new int[Keys + 1];

    /// <summary>Every difference of at most so many of sixteen bits.</summary>
    public static ushort[] Masks(int radius) => [.. Enumerable.Range(0, Keys).Where(mask => BitOperations.PopCount((uint)mask) <= radius).Select(mask => (ushort)mask)];

    /// <summary>Groups by a word and compares the groups whose words are near.</summary>
    public void Join(int word, PairBuffer pairs)
    {
        Group(word);
        for (var key = 0; key < Keys; key++)
        {
            if (Start(key) == _ends[key])
                continue;
            foreach (var mask in _masks)
            {
                var other = key ^ mask;
                if (other >= key)
                    Compare(key, other, word, pairs);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsNear(in Hash256 a, in Hash256 b, int maxDistance)
    {
        // Two words tell nearly all pairs apart.
        var distance = BitOperations.PopCount(a.A ^ b.A) + BitOperations.PopCount(a.B ^ b.B);
        return distance <= maxDistance && distance + BitOperations.PopCount(a.C ^ b.C) + BitOperations.PopCount(a.D ^ b.D) <= maxDistance;
    }

    private int Start(int key) => key == 0 ? 0 : _ends[key - 1];

    private void Group(int word)
    {
        Array.Clear(_ends);
        foreach (ref readonly var hash in all.AsSpan())
            _ends[Word(in hash, word) + 1]++;
        for (var i = 1; i <= Keys; i++)
            _ends[i] += _ends[i - 1];
        for (var i = 0; i < all.Length; i++)
        {
            var slot = _ends[Word(in all[i], word)]++;
            (_hashes[slot], _positions[slot]) = (all[i], i);
        }
    }

    private void Compare(int key, int other, int word, PairBuffer pairs)
    {
        var (from, to) = (Start(other), _ends[other]);
        for (var i = Start(key); i < _ends[key]; i++)
        {
            ref readonly var hash = ref _hashes[i];
            for (var j = key == other ? i + 1 : from; j < to; j++)
            {
                if (IsNear(in hash, in _hashes[j], maxDistance) && IsFirstWord(in hash, in _hashes[j], word))
                    pairs.Add(_positions[i], _positions[j]);
            }
        }
    }

    // A pair is near in several words; only the first of them reports it.
    private bool IsFirstWord(in Hash256 a, in Hash256 b, int word)
    {
        for (var earlier = 0; earlier < word; earlier++)
        {
            if (BitOperations.PopCount((uint)(Word(in a, earlier) ^ Word(in b, earlier))) <= radius)
                return false;
        }
        return true;
    }

    private static int Word(in Hash256 hash, int word) => (int)((word / 4) switch { 0 => hash.A, 1 => hash.B, 2 => hash.C, _ => hash.D } >> (16 * (word % 4)) & 0xffff);
}
