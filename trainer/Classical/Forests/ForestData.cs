using PhotoScore.Trainer.Features;

namespace PhotoScore.Trainer.Classical.Forests;

/// <summary>What a forest learns from, a feature after the other, since a tree asks for one feature of many photos.</summary>
internal sealed class ForestData
{
    private readonly float[] _columns;

    /// <param name="features">A row a photo.</param>
    /// <param name="labels">The class of each.</param>
    /// <param name="classes">At least 2.</param>
    /// <param name="classWeights">What a photo of each class counts.</param>
    public ForestData(FeatureMatrix features, IReadOnlyList<int> labels, int classes, IReadOnlyList<double> classWeights)
    {
        (Rows, Columns, Labels, Classes, ClassWeights) = (features.Rows, features.Columns, [.. labels], classes, [.. classWeights]);
        _columns = new float[features.Values.Length];
        for (var row = 0; row < Rows; row++)
        {
            var x = features[row];
            for (var column = 0; column < Columns; column++)
                _columns[((long)column * Rows) + row] = x[column];
        }
    }

    public int Rows { get; }

    public int Columns { get; }

    public int[] Labels { get; }

    public int Classes { get; }

    public double[] ClassWeights { get; }

    /// <summary>A feature of every photo.</summary>
    public ReadOnlySpan<float> Column(int column) => _columns.AsSpan(column * Rows, Rows);
}
