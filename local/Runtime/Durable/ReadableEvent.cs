namespace PhotoScore.Local.Runtime.Durable;

/// <summary>
/// One line of a history that a person reads. The end of a task is one event with the time at which the task was scheduled, as
/// in the status answer of the real extension; payloads are JSON texts.
/// </summary>
internal sealed record ReadableEvent(string EventType, DateTimeOffset Timestamp)
{
    /// <summary>The task's number within the orchestration.</summary>
    public int? TaskId { get; init; }

    public string? FunctionName { get; init; }

    public DateTimeOffset? ScheduledTime { get; init; }

    public DateTimeOffset? FireAt { get; init; }

    /// <summary>An external event's name.</summary>
    public string? Name { get; init; }

    /// <summary>The instance that a sub-orchestration or a sent event concerns.</summary>
    public string? InstanceId { get; init; }

    public string? Input { get; init; }

    public string? Result { get; init; }

    public string? Reason { get; init; }

    public string? OrchestrationStatus { get; init; }
}
