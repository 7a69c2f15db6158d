namespace PhotoScore.Core.Evaluation;

/// <summary>Random numbers of one resample, whichever thread draws it: SplitMix64 (Steele, Lea, Flood 2014).</summary>
internal struct ResampleRandom(int seed, int resample)
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    private ulong _state = Mix(Mix((ulong)(uint)seed + Step) ^ ((ulong)(uint)resample + Step));

    /// <summary>The next number, below <paramref name="bound"/>.</summary>
    public int Below(int bound) => (int)(((UInt128)Mix(_state += Step) * (ulong)bound) >> 64);

    /// <summary>Puts values into a random order (Fisher, Yates).</summary>
    public void Shuffle(Span<int> values)
    {
        for (var i = values.Length - 1; i > 0; i--)
        {
            var other = Below(i + 1);
            (values[i], values[other]) = (values[other], values[i]);
        }
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
