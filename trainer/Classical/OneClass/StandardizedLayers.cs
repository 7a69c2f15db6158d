using PhotoScore.Trainer.Features;

namespace PhotoScore.Trainer.Classical.OneClass;

/// <summary>A standardisation as what the layer <c>standardize</c> holds.</summary>
internal static class StandardizedLayers
{
    public static IEnumerable<KeyValuePair<string, float[]>> Tensors(Standardization standardization) =>
    [
        new("standardize.scale", [.. standardization.Deviation.Select(deviation => (float)(1 / deviation))]),
        new("standardize.offset", [.. standardization.Mean.Zip(standardization.Deviation, (mean, deviation) => (float)(-mean / deviation))]),
    ];

    /// <summary>What the layer <c>distances</c> to known rows holds.</summary>
    public static IEnumerable<KeyValuePair<string, float[]>> Tensors(FeatureMatrix rows) =>
    [
        new("distances.rows", rows.Values),
        new("distances.squares", [.. Enumerable.Range(0, rows.Rows).Select(row => (float)Vectors.Dot(rows[row], rows[row]))]),
    ];
}
