namespace PhotoScore.Local.Runtime.Blobs;

/// <summary><c>extensions.blobs</c> of host.json.</summary>
internal sealed record BlobSettings
{
    /// <summary>Blobs that run at once, for each function.</summary>
    public int MaxDegreeOfParallelism { get; init; } = 8 * Environment.ProcessorCount;

    /// <summary>Tries before a blob is given up.</summary>
    public int PoisonBlobThreshold { get; init; } = 5;

    public IEnumerable<string> Faults()
    {
        if (MaxDegreeOfParallelism < 1)
            yield return $"extensions.blobs.maxDegreeOfParallelism is {MaxDegreeOfParallelism}; it must be at least 1.";
        if (PoisonBlobThreshold < 1)
            yield return $"extensions.blobs.poisonBlobThreshold is {PoisonBlobThreshold}; it must be at least 1.";
    }
}
