namespace PhotoScore.Functions.Predictions;

/// <summary>What a request wants besides classes and probabilities.</summary>
internal sealed record PredictionExtras
{
    /// <summary>Neighbours at most.</summary>
    public const int MostNeighbours = 20;

    /// <summary>Nothing.</summary>
    public static PredictionExtras None { get; } = new();

    /// <summary>A map of where the evidence lies.</summary>
    public bool Explain { get; init; }

    /// <summary>How many of the nearest training photos; null for none.</summary>
    public int? Neighbours { get; init; }

    /// <summary>Whether a training photo looks the same, and what its label is.</summary>
    public bool KnownDuplicates { get; init; }
}
