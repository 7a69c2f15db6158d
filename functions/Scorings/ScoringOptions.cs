namespace PhotoScore.Functions.Scorings;

/// <summary>Section <c>Scorings</c> of the configuration.</summary>
internal sealed class ScoringOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Scorings";

    /// <summary>Photos of a part, which one activity answers. A scoring keeps the number that it was accepted with.</summary>
    public int PhotosPerPart { get; init; } = 256;

    /// <summary>Parts of one scoring in flight, over all machines.</summary>
    public int PartsAtOnce { get; init; } = 8;

    /// <summary>Photos of one part that are read and decoded ahead of the network.</summary>
    public int PhotosAhead { get; init; } = 16;
}
