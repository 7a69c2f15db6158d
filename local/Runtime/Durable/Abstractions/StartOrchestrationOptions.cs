using System.Collections.Immutable;

namespace Microsoft.DurableTask;

/// <summary>How a client starts an orchestration.</summary>
public record StartOrchestrationOptions
{
    /// <summary>Options with an instance id and a start time.</summary>
    public StartOrchestrationOptions(string? InstanceId = null, DateTimeOffset? StartAt = null)
    {
        this.InstanceId = InstanceId;
        this.StartAt = StartAt;
    }

    /// <summary>A copy of other options.</summary>
    public StartOrchestrationOptions(StartOrchestrationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        InstanceId = options.InstanceId;
        StartAt = options.StartAt;
        Tags = options.Tags;
        Version = options.Version;
        DedupeStatuses = options.DedupeStatuses;
    }

    /// <summary>The instance id; null lets the engine make one.</summary>
    public string? InstanceId { get; init; }

    /// <summary>When the orchestration starts; null starts it at once. Until then it is pending.</summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>Words that describe the instance; its metadata shows them.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The orchestrator's version.</summary>
    public TaskVersion? Version { get; init; }

    /// <summary>
    /// Names of statuses of a finished instance with the same id that refuse the start. An instance that has not finished
    /// always refuses it.
    /// </summary>
    public IReadOnlyList<string>? DedupeStatuses { get; init; }
}
