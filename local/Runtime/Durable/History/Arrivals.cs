using Microsoft.DurableTask;

namespace PhotoScore.Local.Runtime.Durable.History;

internal abstract record Arrival : HistoryEvent;

/// <summary>The orchestrator may run; its name and input are in the instance's header.</summary>
internal sealed record ExecutionStarted : Arrival;

/// <summary>An activity or a sub-orchestration gave its result.</summary>
internal sealed record TaskCompleted(int TaskId, string? Result) : Arrival
{
    public override int Weight => Measure(Result);
}

/// <summary>An activity or a sub-orchestration failed.</summary>
internal sealed record TaskFailed(int TaskId, TaskFailureDetails Failure) : Arrival
{
    public override int Weight => Measure(Failure.StackTrace);
}

internal sealed record TimerFired(int TaskId) : Arrival;

/// <summary>An event from outside; <paramref name="Source"/> is null when a client raised it.</summary>
internal sealed record EventRaised(string Name, string? Input, MessageId? Source) : Arrival
{
    public override int Weight => Measure(Input);
}

internal sealed record ExecutionSuspended(string? Reason) : Arrival;

internal sealed record ExecutionResumed(string? Reason) : Arrival;

internal sealed record ExecutionTerminated(string? Output, bool Recursive) : Arrival;
