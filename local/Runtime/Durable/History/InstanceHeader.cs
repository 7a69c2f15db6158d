using System.Text.Json.Serialization;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace PhotoScore.Local.Runtime.Durable.History;

/// <summary>
/// What is stored of an instance beside its history. Writing it is the commit of a start, of a new start with an empty history, and of
/// the end; while the instance runs, its status is known from memory and its history alone.
/// </summary>
internal sealed record InstanceHeader
{
    public required string InstanceId { get; init; }

    public required string Name { get; init; }

    /// <summary>Names the present history; a new start has a new one.</summary>
    public required string ExecutionId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    [JsonConverter(typeof(JsonStringEnumConverter<OrchestrationRuntimeStatus>))]
    public OrchestrationRuntimeStatus Status { get; init; } = OrchestrationRuntimeStatus.Pending;

    public DateTimeOffset? StartAt { get; init; }

    public string? Version { get; init; }

    public string? Input { get; init; }

    public string? Output { get; init; }

    public string? CustomStatus { get; init; }

    public TaskFailureDetails? Failure { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    public ParentLink? Parent { get; init; }

    public CarriedOver? Carried { get; init; }

    [JsonIgnore]
    public bool IsFinished => Status
        is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated;
}

/// <summary>The call that a sub-orchestration answers.</summary>
internal sealed record ParentLink(string InstanceId, string ExecutionId, int TaskId, string Name);

/// <summary>What an execution hands to the next one of the same instance.</summary>
/// <param name="Unprocessed">Events that nobody waited for.</param>
/// <param name="Seen">The highest message number taken from each sender's execution.</param>
/// <param name="Outbox">Events that may not have reached their receivers, with their ids.</param>
/// <param name="Suspended">Whether a client suspended the instance and has not resumed it.</param>
internal sealed record CarriedOver(
    IReadOnlyList<EventRaised> Unprocessed, IReadOnlyDictionary<string, int> Seen, IReadOnlyList<OutgoingEvent> Outbox, bool Suspended);

/// <summary>An event on its way to another instance.</summary>
internal sealed record OutgoingEvent(MessageId Id, string InstanceId, string Name, string? Input);
