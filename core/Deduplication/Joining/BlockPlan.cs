using System.Numerics;

namespace PhotoScore.Core.Deduplication.Joining;

/// <summary>Into how many blocks 64 bits are cut, and every choice of the blocks that must agree.</summary>
internal sealed class BlockPlan
{
    private const int MaxUntouched = 6;
    private const int SampleSize = 1 << 14;
    private const int SampledChoices = 6;

    // In the time of one comparison: moving a hash into its group, and clearing and summing up the slot of a group.
    private const double MovingCost = 16;
    private const double SlotCost = 2;

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

    /// <summary>
    /// The cheapest plan for these hashes. How many pairs share a group is counted in a sample: hashes of real photos are so unevenly spread that chance would
    /// promise too little work.
    /// </summary>
    public static BlockPlan For(ReadOnlySpan<ulong> hashes, int maxDistance)
    {
        var sample = new ulong[Math.Min(SampleSize, hashes.Length)];
        for (var i = 0; i < sample.Length; i++)
            sample[i] = hashes[(int)((long)i * hashes.Length / sample.Length)];

        var (best, least) = (With(maxDistance, 0), hashes.Length * (double)hashes.Length / 2);
        for (var untouched = 1; untouched <= MaxUntouched; untouched++)
        {
            var moving = Binomial(maxDistance + untouched, untouched) * hashes.Length * MovingCost;
            if (moving >= least)
                break;
            var plan = With(maxDistance, untouched);
            var cost = moving + plan.Choices.Sum(choice => SlotCost * (1 << choice.KeyBits)) + plan.Comparisons(sample, hashes.Length);
            if (cost < least)
                (best, least) = (plan, cost);
        }

        return best;
    }

    /// <summary>The plan that leaves at least <paramref name="untouched"/> blocks without an error.</summary>
    public static BlockPlan With(int maxDistance, int untouched) => new(maxDistance + untouched, untouched);

    private double Comparisons(ulong[] sample, int hashes)
    {
        var keys = new int[sample.Length];
        var (pairs, sampled) = (0.0, 0);
        for (var at = 0; at < Choices.Count; at += Math.Max(1, Choices.Count / SampledChoices), sampled++)
        {
            for (var i = 0; i < sample.Length; i++)
                keys[i] = Choices[at].Key(sample[i]);
            Array.Sort(keys);
            for (int start = 0, end = 0; start < keys.Length; start = end)
            {
                while (end < keys.Length && keys[end] == keys[start])
                    end++;
                pairs += (end - start) * (end - start - 1.0) / 2;
            }
        }

        var share = pairs / sampled / (sample.Length * (sample.Length - 1.0) / 2);
        return Choices.Count * share * hashes * hashes / 2;
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
