namespace PhotoScore.Functions.Training.Sweeps;

/// <summary>What a sweep may expect of the training pool.</summary>
internal sealed record SweepOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Sweeps";

    /// <summary>Whether the pool's machines have GPUs: the default space then has the larger networks, also for <c>device: auto</c>.</summary>
    public bool PoolHasGpu { get; init; }

    /// <summary>Trials in the pool at once when a request does not say.</summary>
    public int Parallel { get; init; } = 4;
}
