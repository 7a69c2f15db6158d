using PhotoScore.Core.Datasets;
using PhotoScore.Trainer.Architectures;

namespace PhotoScore.Trainer.Data;

/// <summary>The moments that a request's word means.</summary>
internal static class RequestedNormalization
{
    // A channel that never changes has no deviation to divide by; one step of a byte changes nothing there.
    private const double LeastDeviation = 1 / 255.0;

    /// <summary>Null where the request leaves it to the weights or the architecture.</summary>
    /// <param name="word">As in the request.</param>
    /// <param name="dataset">The moments of the train split, on the scale from 0 to 1.</param>
    public static PixelNormalization? Of(string? word, PixelStatistics dataset) => word switch
    {
        null => null,
        "unit" => PixelNormalization.UnitScale,
        "imagenet" => PixelNormalization.ImageNet,
        "dataset" => new PixelNormalization(Rgb(dataset.Mean, 0), Rgb(dataset.StandardDeviation, LeastDeviation)),
        _ => throw new ArgumentException($"There is no normalization '{word}'. Choose unit, dataset or imagenet.", nameof(word)),
    };

    private static Rgb Rgb(IReadOnlyList<double> channels, double least) =>
        new(Math.Max(channels[0], least), Math.Max(channels[1], least), Math.Max(channels[2], least));
}
