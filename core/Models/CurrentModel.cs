using PhotoScore.Core.Naming;

namespace PhotoScore.Core.Models;

/// <summary><c>current.json</c>: which versions answer when none is named. Changed only by compare-and-swap on its ETag.</summary>
public sealed record CurrentModel
{
    /// <summary>The versions that answer and their shares of requests, which sum to 1.</summary>
    public required IReadOnlyList<ModelRoute> Routes { get; init; }

    /// <summary>A version that is asked too, and whose answer is only logged.</summary>
    public VersionId? Shadow { get; init; }

    /// <summary>Why it was changed last, for people.</summary>
    public required string Reason { get; init; }
}

/// <summary>A version's share of requests.</summary>
/// <param name="Version">The version.</param>
/// <param name="Share">Above 0, up to 1.</param>
public sealed record ModelRoute(VersionId Version, double Share);
