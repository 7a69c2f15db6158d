using PhotoScore.Core.Naming;

namespace PhotoScore.Core.Scorings;

/// <summary><c>scoring.json</c>: what a scoring came to. The scoring is complete when it exists.</summary>
public sealed record ScoringManifest
{
    /// <summary>The model.</summary>
    public required ModelName Model { get; init; }

    /// <summary>The scoring.</summary>
    public required VersionId Scoring { get; init; }

    /// <summary>The version of the model that answered every photo.</summary>
    public required VersionId Version { get; init; }

    /// <summary>The dataset version that was scored; null for a prefix.</summary>
    public VersionId? DatasetVersion { get; init; }

    /// <summary>What was asked for.</summary>
    public required ScoringRequest Request { get; init; }

    /// <summary>When it was accepted, UTC.</summary>
    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>When the first part was begun, UTC; null where there was no photo.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the last part was there, UTC.</summary>
    public required DateTimeOffset FinishedAt { get; init; }

    /// <summary>How many photos there were.</summary>
    public required long Photos { get; init; }

    /// <summary>How many parts there are: <c>part-00000.parquet</c> and so on.</summary>
    public required int Parts { get; init; }

    /// <summary>Photos by outcome: <c>answered</c>, <c>abstained</c>, and the codes of errors.</summary>
    public required IReadOnlyDictionary<string, long> Counts { get; init; }

    /// <summary>Answered photos by class, those that were abstained from left out.</summary>
    public required IReadOnlyDictionary<string, long> Classes { get; init; }

    /// <summary>Numbers of an embedding; null where none were asked for.</summary>
    public int? EmbeddingLength { get; init; }
}
