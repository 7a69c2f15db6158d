using Microsoft.DurableTask;

namespace PhotoScore.Local.Runtime.Durable.History;

/// <summary>What the orchestrator did. On replay it must do the same in the same order.</summary>
internal abstract record Decision(int TaskId) : HistoryEvent
{
    /// <summary>What replay compares, in words that an error can show.</summary>
    public abstract string Describe();
}

internal sealed record TaskScheduled(int TaskId, string Name, string? Input) : Decision(TaskId)
{
    public override int Weight => Measure(Input);

    public override string Describe() => $"activity '{Name}' (#{TaskId})";
}

internal sealed record TimerCreated(int TaskId, DateTimeOffset FireAt) : Decision(TaskId)
{
    public override string Describe() => $"a timer (#{TaskId})";
}

internal sealed record SubOrchestrationScheduled(
    int TaskId, string Name, string InstanceId, string? Input, IReadOnlyDictionary<string, string>? Tags, string? Version) : Decision(TaskId)
{
    public override int Weight => Measure(Input);

    public override string Describe() => $"sub-orchestration '{Name}' with instance id '{InstanceId}' (#{TaskId})";
}

internal sealed record EventSent(int TaskId, string InstanceId, string Name, string? Input) : Decision(TaskId)
{
    public override int Weight => Measure(Input);

    public override string Describe() => $"event '{Name}' sent to '{InstanceId}' (#{TaskId})";
}

/// <summary>The orchestrator returned a result, or failed.</summary>
internal sealed record ExecutionCompleted(int TaskId, string? Result, TaskFailureDetails? Failure) : Decision(TaskId)
{
    public override int Weight => Measure(Result);

    public override string Describe() => Failure is null ? "the end of the orchestrator" : $"the orchestrator's failure: {Failure.ErrorMessage}";
}

/// <summary>The orchestrator returned after asking to start over; unprocessed events go along, and so does a suspension.</summary>
internal sealed record ContinuedAsNew(
    int TaskId, string? Input, string? Version, IReadOnlyList<EventRaised> Unprocessed, bool Suspended) : Decision(TaskId)
{
    public override int Weight => Measure(Input) + Unprocessed.Sum(raised => raised.Weight);

    public override string Describe() => "a new start with a new input";
}
