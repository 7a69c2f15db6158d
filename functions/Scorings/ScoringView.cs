using PhotoScore.Core.Naming;
using PhotoScore.Core.Scorings;

namespace PhotoScore.Functions.Scorings;

/// <summary>Where a scoring stands.</summary>
internal enum ScoringState
{
    /// <summary>It is accepted; it starts within a minute.</summary>
    Queued,

    /// <summary>It is under way.</summary>
    Running,

    /// <summary>All parts are there.</summary>
    Completed,

    /// <summary>It gave up; the error says why.</summary>
    Failed,

    /// <summary>A user cancelled it; the parts that were there stay.</summary>
    Cancelled,
}

/// <summary>The answer about one scoring.</summary>
internal sealed record ScoringView
{
    public required ModelName Model { get; init; }

    public required VersionId Scoring { get; init; }

    public required ScoringState Status { get; init; }

    /// <summary>The version that answers every photo.</summary>
    public required VersionId Version { get; init; }

    /// <summary>The dataset version that is scored; null for a prefix.</summary>
    public VersionId? DatasetVersion { get; init; }

    public required ScoringRequest Request { get; init; }

    public required DateTimeOffset AcceptedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>How many photos there are; null until all are listed.</summary>
    public long? Photos { get; init; }

    /// <summary>How many of them have an outcome.</summary>
    public long Done { get; init; }

    /// <summary>Photos by outcome.</summary>
    public IReadOnlyDictionary<string, long> Counts { get; init; } = new Dictionary<string, long>();

    /// <summary>Answered photos by class.</summary>
    public IReadOnlyDictionary<string, long> Classes { get; init; } = new Dictionary<string, long>();

    /// <summary>Over the last minute; null unless it runs.</summary>
    public double? PhotosPerSecond { get; init; }

    /// <summary>At this rate; null unless it runs.</summary>
    public double? SecondsLeft { get; init; }

    /// <summary>Parts that are there.</summary>
    public int Parts { get; init; }

    /// <summary>Where they are: a container and what their names begin with.</summary>
    public required string PartsAt { get; init; }

    /// <summary>Why it failed; null otherwise.</summary>
    public string? Error { get; init; }
}

/// <summary>A scoring in a list.</summary>
internal sealed record ScoringItem(
    VersionId Scoring, ScoringState Status, VersionId Version, ScoringRequest Request, DateTimeOffset AcceptedAt, DateTimeOffset? FinishedAt, long? Photos);
