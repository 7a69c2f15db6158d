using PhotoScore.Trainer.Features;

namespace PhotoScore.Trainer.Classical.OneClass;

/// <summary>A standardisation as what the layer <c>standardize</c> holds.</summary>
internal static class StandardizedLayers
{
    public static IEnumerable<KeyValuePair<string, float[]>> Tensors(Standardization standardization) =>
    [
        new("standardize.mean", [.. standardization.Mean.Select(mean => (float)mean)]),
        new("standardize.scale", [.. standardization.Deviation.Select(deviation => (float)(1 / deviation))]),
    ];
}
