namespace PhotoScore.Local.PhotoSite.World;

/// <summary>
/// Random numbers that are a function of (seed, purpose, index) alone (SplitMix64), so that a photo is the same whichever
/// photos were asked for before it and however long the list is.
/// </summary>
internal sealed class Draw(int seed, string purpose, int index)
{
    private ulong _state = Mix(Mix((uint)seed) ^ Mix(Hash(purpose)) ^ ((ulong)(uint)index << 20));

    /// <summary>Uniform in [0, 1).</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    public double Uniform(double from, double to) => from + (to - from) * Uniform();

    public int Integer(int below) => (int)(Uniform() * below);

    public bool Chance(double probability) => Uniform() < probability;

    /// <summary>Standard normal, by Box and Muller.</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform());

    public int Poisson(double mean)
    {
        // A sum of Poisson numbers is Poisson: small parts keep Knuth's product far from underflow.
        var count = 0;
        for (; mean > 16; mean -= 16)
            count += SmallPoisson(16);
        return count + SmallPoisson(mean);
    }

    private int SmallPoisson(double mean)
    {
        var limit = Math.Exp(-mean);
        var count = 0;
        for (var product = Uniform(); product > limit; product *= Uniform())
            count++;
        return count;
    }

    public ulong Next() => Mix(_state += 0x9E3779B97F4A7C15);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    // string.GetHashCode differs from process to process; FNV-1a does not.
    private static ulong Hash(string text) =>
        text.Aggregate(14695981039346656037, (hash, letter) => (hash ^ letter) * 1099511628211);
}
