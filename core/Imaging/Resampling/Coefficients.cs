namespace PhotoScore.Core.Imaging.Resampling;

/// <summary>
/// For each output position along one axis: which input positions it sees and with what weight. The arithmetic follows
/// Pillow step by step (doubles, normalised, then rounded to 22 fractional bits), because the result must be the same bits.
/// </summary>
internal sealed class Coefficients
{
    /// <summary>Fractional bits of a weight: 8 for the sample and 2 spare ones leave 22 of 32.</summary>
    public const int Precision = 32 - 8 - 2;

    /// <summary>Weights of an output position are padded with zeros to a multiple of this, for the vector code.</summary>
    public const int Padding = 16;

    private Coefficients(int count, int capacity)
    {
        First = new int[count];
        Taps = new int[count];
        Capacity = capacity;
        Weights = new int[count * capacity];
    }

    /// <summary>The first input position of each output position.</summary>
    public int[] First { get; }

    /// <summary>How many input positions each output position sees.</summary>
    public int[] Taps { get; }

    /// <summary>Weights from one output position to the next in <see cref="Weights"/>.</summary>
    public int Capacity { get; }

    /// <summary>The weights, <see cref="Capacity"/> for each output position; those past its taps are zero.</summary>
    public int[] Weights { get; }

    /// <summary>The weights cut in two, made when first asked for.</summary>
    public SplitWeights Split => field ??= new SplitWeights(this);

    /// <summary>The first input position that any output position sees.</summary>
    public int Begin => First.Min();

    /// <summary>One past the last input position that any output position sees.</summary>
    public int End
    {
        get
        {
            var end = 0;
            for (var i = 0; i < First.Length; i++)
                end = Math.Max(end, First[i] + Taps[i]);
            return end;
        }
    }

    /// <summary>Weights for output positions <paramref name="from"/> to <paramref name="from"/> + <paramref name="count"/> of <paramref name="outputSize"/>.</summary>
    public static Coefficients For(int inputSize, int outputSize, int from, int count, ResampleFilter filter)
    {
        var scale = (double)inputSize / outputSize;
        var widening = Math.Max(1.0, scale);
        var support = filter.Support() * widening;
        var capacity = ((int)Math.Ceiling(support) * 2) + 1;
        var result = new Coefficients(count, (capacity + Padding - 1) / Padding * Padding);
        var weights = new double[capacity];

        for (var i = 0; i < count; i++)
        {
            var center = (from + i + 0.5) * scale;
            var first = Math.Max(0, (int)(center - support + 0.5));
            var taps = Math.Min(inputSize, (int)(center + support + 0.5)) - first;
            Normalise(weights.AsSpan(0, taps), first, center, 1.0 / widening, filter);
            for (var tap = 0; tap < taps; tap++)
                result.Weights[(i * result.Capacity) + tap] = ToFixed(weights[tap]);

            (result.First[i], result.Taps[i]) = (first, taps);
        }

        return result;
    }

    private static void Normalise(Span<double> weights, int first, double center, double step, ResampleFilter filter)
    {
        var sum = 0.0;
        for (var tap = 0; tap < weights.Length; tap++)
        {
            weights[tap] = filter.Weight((tap + first - center + 0.5) * step);
            sum += weights[tap];
        }

        if (sum == 0.0)
            return;

        foreach (ref var weight in weights)
            weight /= sum;
    }

    private static int ToFixed(double weight) => (int)((weight < 0 ? -0.5 : 0.5) + (weight * (1 << Precision)));
}
