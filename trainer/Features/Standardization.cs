namespace PhotoScore.Trainer.Features;

/// <summary>What brings each feature to mean 0 and deviation 1: (x - mean) / deviation.</summary>
/// <param name="Mean">One number a feature.</param>
/// <param name="Deviation">One number a feature; 1 where a feature never changes, which then stays 0.</param>
internal sealed record Standardization(double[] Mean, double[] Deviation)
{
    /// <summary>The moments of all rows; population deviation.</summary>
    public static Standardization Of(FeatureMatrix features)
    {
        var mean = new double[features.Columns];
        for (var row = 0; row < features.Rows; row++)
            Vectors.AddScaled(mean, 1, features[row]);
        for (var column = 0; column < mean.Length; column++)
            mean[column] /= features.Rows;

        var squares = new double[features.Columns];
        for (var row = 0; row < features.Rows; row++)
        {
            var x = features[row];
            for (var column = 0; column < squares.Length; column++)
                squares[column] += (x[column] - mean[column]) * (x[column] - mean[column]);
        }

        return new Standardization(mean, [.. squares.Select(sum => sum > 0 ? Math.Sqrt(sum / features.Rows) : 1)]);
    }

    public FeatureMatrix Apply(FeatureMatrix features)
    {
        var scaled = new float[features.Values.Length];
        for (var row = 0; row < features.Rows; row++)
        {
            var x = features[row];
            for (var column = 0; column < x.Length; column++)
                scaled[(row * x.Length) + column] = (float)((x[column] - Mean[column]) / Deviation[column]);
        }

        return new FeatureMatrix(scaled, features.Columns);
    }
}
