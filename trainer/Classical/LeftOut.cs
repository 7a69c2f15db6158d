using PhotoScore.Trainer.Evaluation;

namespace PhotoScore.Trainer.Classical;

/// <summary>What models answered to training photos that each had not learned from, as logits of the network to be: one for two classes, otherwise one a class.</summary>
/// <param name="Logits">Photo after photo.</param>
/// <param name="Mirrored">Of the mirror images; null where they were not embedded.</param>
/// <param name="Labels">The true class of each photo.</param>
internal sealed record LeftOut(float[] Logits, float[]? Mirrored, IReadOnlyList<int> Labels)
{
    /// <summary>As the network is served: the mean over photo and mirror image where it looks at both, or null where that is not known.</summary>
    public float[]? Served(bool flips) => flips ? Mirrored?.Zip(Logits, (mirrored, own) => (own + mirrored) / 2).ToArray() : Logits;

    /// <summary>The mean over classes of the share that is answered right, at one half for two and by the largest logit for more.</summary>
    public double BalancedAccuracy(int classes) => TemperatureScaling.At(1, Logits, classes, Labels).Count(classes == 2 ? 0.5 : null).BalancedAccuracy;
}
