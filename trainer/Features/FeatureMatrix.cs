namespace PhotoScore.Trainer.Features;

/// <summary>Features of photos, a row each.</summary>
/// <param name="Values">Row after row.</param>
/// <param name="Columns">Features of a photo; at least 1.</param>
internal sealed record FeatureMatrix(float[] Values, int Columns)
{
    public int Rows => Values.Length / Columns;

    public ReadOnlySpan<float> this[int row] => Values.AsSpan(row * Columns, Columns);

    /// <summary>A copy of some rows, in that order.</summary>
    public FeatureMatrix Take(IReadOnlyList<int> rows)
    {
        var taken = new float[rows.Count * Columns];
        for (var i = 0; i < rows.Count; i++)
            this[rows[i]].CopyTo(taken.AsSpan(i * Columns));
        return new FeatureMatrix(taken, Columns);
    }

    /// <summary>These rows, and those of another one below.</summary>
    public FeatureMatrix Above(FeatureMatrix other) => other.Columns == Columns
        ? new FeatureMatrix([.. Values, .. other.Values], Columns)
        : throw new ArgumentException($"Rows of {other.Columns} features do not go below rows of {Columns}.", nameof(other));
}
