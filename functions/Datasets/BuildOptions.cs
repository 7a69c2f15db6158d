namespace PhotoScore.Functions.Datasets;

/// <summary>Section <c>Builds</c> of the configuration.</summary>
internal sealed class BuildOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Builds";

    /// <summary>Chunks of one build in flight; more than the app has activity slots only spreads the rate of downloads thinner.</summary>
    public int ChunksAtOnce { get; set; } = 8;

    /// <summary>Candidates of a chunk.</summary>
    public int CandidatesPerChunk { get; set; } = 256;

    /// <summary>Photos that one process decodes at the same time.</summary>
    public int Decoders { get; set; } = Math.Max(2, Environment.ProcessorCount);
}
