namespace PhotoScore.Trainer.Data;

/// <summary>
/// Random numbers that depend only on where they are used, never on which thread came first: SplitMix64 (Steele, Lea, Flood 2014)
/// over a seed mixed from a few counters.
/// </summary>
internal struct CounterRandom(ulong seed, ulong first, ulong second = 0)
{
    private ulong _state = Mix(Mix(Mix(seed + Step) ^ (first + Step)) ^ (second + Step));

    private const ulong Step = 0x9E3779B97F4A7C15;

    /// <summary>The next number, below <paramref name="bound"/>.</summary>
    public int Below(int bound) => (int)(((UInt128)Next() * (ulong)bound) >> 64);

    /// <summary>The next number in [low, high).</summary>
    public double Between(double low, double high) => low + ((high - low) * ((Next() >> 11) * (1.0 / (1UL << 53))));

    private ulong Next() => Mix(_state += Step);

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
