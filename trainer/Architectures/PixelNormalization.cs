namespace PhotoScore.Trainer.Architectures;

/// <summary>One number a colour channel, on the scale on which black is 0 and white is 1.</summary>
public readonly record struct Rgb(double Red, double Green, double Blue);

/// <summary>What is taken from a pixel and what it is then divided by; on the scale from 0 to 1.</summary>
public sealed record PixelNormalization
{
    /// <summary>Moments to normalise with.</summary>
    /// <exception cref="ArgumentException">A standard deviation is not above zero, or a number is not finite.</exception>
    public PixelNormalization(Rgb mean, Rgb standardDeviation)
    {
        double[] means = [mean.Red, mean.Green, mean.Blue];
        double[] deviations = [standardDeviation.Red, standardDeviation.Green, standardDeviation.Blue];
        if (!means.All(double.IsFinite) || !deviations.All(deviation => double.IsFinite(deviation) && deviation > 0))
            throw new ArgumentException($"Normalisation needs finite means and deviations above zero, not {mean} and {standardDeviation}.");
        Mean = mean;
        StandardDeviation = standardDeviation;
    }

    /// <summary>Pixels from 0 to 1 and no more: what the studies did.</summary>
    public static PixelNormalization UnitScale { get; } = new(new Rgb(0, 0, 0), new Rgb(1, 1, 1));

    /// <summary>The moments of ImageNet's training photos, which pretrained networks expect.</summary>
    public static PixelNormalization ImageNet { get; } = new(new Rgb(0.485, 0.456, 0.406), new Rgb(0.229, 0.224, 0.225));

    /// <summary>Taken from each pixel.</summary>
    public Rgb Mean { get; }

    /// <summary>What the rest is divided by.</summary>
    public Rgb StandardDeviation { get; }
}
