using PhotoScore.Trainer.Features;

namespace PhotoScore.Trainer.Classical.Linear;

/// <summary>Weighted sums of features, each with a bias.</summary>
/// <param name="Weights">One vector an output.</param>
/// <param name="Bias">One number an output.</param>
internal sealed record LinearModel(double[][] Weights, double[] Bias)
{
    public int Outputs => Bias.Length;

    public double Value(int output, ReadOnlySpan<float> x) => Vectors.Dot(Weights[output], x) + Bias[output];

    /// <summary>The same answers to features that were not standardised.</summary>
    public LinearModel Unstandardized(Standardization standardization)
    {
        var weights = Weights.Select(w => w.Zip(standardization.Deviation, (weight, deviation) => weight / deviation).ToArray()).ToArray();
        return new LinearModel(weights, [.. Bias.Select((bias, output) => bias - Vectors.Dot(weights[output], standardization.Mean))]);
    }

    /// <summary>Each output times a factor plus an offset of its own.</summary>
    public LinearModel Rescaled(IReadOnlyList<(double Factor, double Offset)> scales) => new(
        [.. Weights.Select((w, output) => w.Select(weight => weight * scales[output].Factor).ToArray())],
        [.. Bias.Select((bias, output) => (bias * scales[output].Factor) + scales[output].Offset)]);
}
