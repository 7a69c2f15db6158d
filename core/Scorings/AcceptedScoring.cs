using PhotoScore.Core.Naming;

namespace PhotoScore.Core.Scorings;

/// <summary><c>request.json</c>: a scoring that was accepted. Creating it allocates the scoring's number; it never changes.</summary>
public sealed record AcceptedScoring
{
    /// <summary>When it was accepted, UTC.</summary>
    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>The version of the model that answers every photo, whatever becomes current meanwhile.</summary>
    public required VersionId Version { get; init; }

    /// <summary>The dataset version that is scored; null for a prefix.</summary>
    public VersionId? DatasetVersion { get; init; }

    /// <summary>Photos of a part at most.</summary>
    public required int PhotosPerPart { get; init; }

    /// <summary>What was asked for.</summary>
    public required ScoringRequest Request { get; init; }

    /// <summary>In whose name it was asked for; asking again in that name finds this one. Null for a request without an idempotency key.</summary>
    public string? Origin { get; init; }
}
