using System.Numerics;

namespace PhotoScore.Core.Deduplication;

/// <summary>Into how many blocks 64 bits are cut, and every choice of the blocks that must agree.</summary>
internal sealed class BlockPlan
{
    private const int MaxUntouched = 6;

    private BlockPlan(int blocks, int untouched)
    {
        var masks = new ulong[blocks];
        for (var i = 0; i < blocks; i++)
        {
            var (from, to) = (64 * i / blocks, 64 * (i + 1) / blocks);
            masks[i] = (ulong.MaxValue >> (64 - (to - from))) << from;
        }

        Choices = [.. Choose(blocks, untouched).Select(chosen => new BlockChoice(masks, chosen))];
        MaxKeyBits = Choices.Max(choice => choice.KeyBits);
    }

    /// <summary>Every choice of blocks.</summary>
    public IReadOnlyList<BlockChoice> Choices { get; }

    /// <summary>The most bits that a choice's blocks have together.</summary>
    public int MaxKeyBits { get; }

    /// <summary>The cheapest plan for so many hashes, by a count of grouping steps and expected comparisons.</summary>
    public static BlockPlan For(int hashes, int maxDistance)
    {
        var untouched = Enumerable.Range(0, MaxUntouched + 1).MinBy(t => Cost(hashes, maxDistance, t));
        return With(maxDistance, untouched);
    }

    /// <summary>The plan that leaves at least <paramref name="untouched"/> blocks without an error.</summary>
    public static BlockPlan With(int maxDistance, int untouched) => new(maxDistance + untouched, untouched);

    private static double Cost(double hashes, int maxDistance, int untouched)
    {
        // Without untouched blocks there is one group: every pair is compared, which is best for few hashes.
        var keyBits = untouched == 0 ? 0 : Math.Min(BlockChoice.MostKeyBits, 64.0 * untouched / (maxDistance + untouched));
        var slots = Math.Pow(2, keyBits);
        // Grouping a hash costs about as much as comparing eight pairs; clearing and summing a slot as much as one.
        return Binomial(maxDistance + untouched, untouched) * ((8 * hashes) + slots + (hashes * hashes / 2 / slots));
    }

    private static double Binomial(int n, int k) => k == 0 ? 1 : Binomial(n - 1, k - 1) * n / k;

    private static IEnumerable<uint> Choose(int blocks, int untouched)
    {
        for (var chosen = 0u; chosen < 1u << blocks; chosen++)
        {
            if (BitOperations.PopCount(chosen) == untouched)
                yield return chosen;
        }
    }
}
