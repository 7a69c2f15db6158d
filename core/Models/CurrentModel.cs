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

    /// <summary>Since when, UTC; null in older documents.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>What was current before, the latest first, bounded.</summary>
    public IReadOnlyList<EarlierRoutes> History { get; init; } = [];
}

/// <summary>What was current at an earlier time.</summary>
public sealed record EarlierRoutes
{
    /// <summary>The versions that answered and their shares.</summary>
    public required IReadOnlyList<ModelRoute> Routes { get; init; }

    /// <summary>The version that was asked too; null for none.</summary>
    public VersionId? Shadow { get; init; }

    /// <summary>Why it became current, for people.</summary>
    public required string Reason { get; init; }

    /// <summary>Since when, UTC; null where it is not known.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Until when, UTC.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Whether a rollback ended it: a later rollback does not return to it.</summary>
    public bool RolledBack { get; init; }
}

/// <summary>A version's share of requests.</summary>
/// <param name="Version">The version.</param>
/// <param name="Share">Above 0, up to 1.</param>
public sealed record ModelRoute(VersionId Version, double Share);
