namespace PhotoScore.Core.Datasets.Recipes;

/// <summary>How candidates are fetched.</summary>
public sealed record DownloadRecipe
{
    /// <summary>For one attempt, from the connection to the last byte.</summary>
    public int TimeoutSeconds { get; init; } = 20;

    /// <summary>Attempts after the first one, for faults that may pass.</summary>
    public int Retries { get; init; } = 3;

    /// <summary>A larger body is refused.</summary>
    public int MaxBytes { get; init; } = 20_000_000;

    /// <summary>Requests a second to one host, for the whole build.</summary>
    public double PerHostPerSecond { get; init; } = 50;

    /// <summary>Whether a photo served with <c>X-Robots-Tag: noai</c> or <c>noimageai</c> is left out.</summary>
    public bool RespectNoAi { get; init; } = true;

    /// <summary>Whether photos that an earlier version of the dataset fetched are taken from there instead of being fetched again.</summary>
    public bool Reuse { get; init; } = true;
}
