using PhotoScore.Trainer.Data;

namespace PhotoScore.Trainer.Optimization;

/// <summary>What chance decided about the blends of one step (mixup: Zhang et al. 2018).</summary>
/// <param name="Share">How much of each photo is its own: from a half to 1, so that its own label stays the better one.</param>
/// <param name="Partners">For each photo of the batch the one that makes up the rest.</param>
internal sealed record MixupDraw(double Share, long[] Partners)
{
    // Keeps these draws apart from those of order and augmentation, which count by epoch.
    private const ulong Stream = 0x6D69787570;

    /// <summary>The same for the same seed and step, whether or not the run was resumed.</summary>
    /// <param name="alpha">Of the symmetric beta distribution that the share follows; above 0.</param>
    /// <param name="seed">Of the training.</param>
    /// <param name="step">From 0.</param>
    /// <param name="count">Photos of the batch.</param>
    public static MixupDraw For(double alpha, int seed, long step, int count)
    {
        var random = new CounterRandom(unchecked((ulong)seed) ^ Stream, (ulong)step);
        double first = Gamma(alpha, ref random), second = Gamma(alpha, ref random);
        // Both are zero where alpha is so small that the share is 0 or 1 anyway.
        var share = first + second > 0 ? first / (first + second) : 1;
        var partners = new long[count];
        for (var i = 0; i < count; i++)
        {
            var j = random.Below(i + 1);
            (partners[i], partners[j]) = (partners[j], i);
        }

        return new MixupDraw(Math.Max(share, 1 - share), partners);
    }

    // Marsaglia, Tsang 2000; below 1 by their remark on Gamma(alpha + 1).
    private static double Gamma(double alpha, ref CounterRandom random)
    {
        if (alpha < 1)
            return Gamma(alpha + 1, ref random) * Math.Pow(Positive(ref random), 1 / alpha);
        var d = alpha - (1.0 / 3);
        while (true)
        {
            var x = Math.Sqrt(-2 * Math.Log(Positive(ref random))) * Math.Cos(2 * Math.PI * random.Between(0, 1));
            var v = Math.Pow(1 + (x / Math.Sqrt(9 * d)), 3);
            if (v > 0 && Math.Log(Positive(ref random)) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v)))
                return d * v;
        }
    }

    private static double Positive(ref CounterRandom random) => 1 - random.Between(0, 1);
}
