using System.Text.Json.Serialization;

namespace PhotoScore.Local.Runtime.Durable.History;

/// <summary>
/// One line of an instance's history. Arrivals come from outside and drive the orchestrator; decisions are what the orchestrator
/// did with them; marks are notes of the engine that the orchestrator never sees.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ExecutionStarted), "executionStarted")]
[JsonDerivedType(typeof(TaskCompleted), "taskCompleted")]
[JsonDerivedType(typeof(TaskFailed), "taskFailed")]
[JsonDerivedType(typeof(TimerFired), "timerFired")]
[JsonDerivedType(typeof(EventRaised), "eventRaised")]
[JsonDerivedType(typeof(ExecutionSuspended), "executionSuspended")]
[JsonDerivedType(typeof(ExecutionResumed), "executionResumed")]
[JsonDerivedType(typeof(ExecutionTerminated), "executionTerminated")]
[JsonDerivedType(typeof(TaskScheduled), "taskScheduled")]
[JsonDerivedType(typeof(TimerCreated), "timerCreated")]
[JsonDerivedType(typeof(SubOrchestrationScheduled), "subOrchestrationScheduled")]
[JsonDerivedType(typeof(EventSent), "eventSent")]
[JsonDerivedType(typeof(ExecutionCompleted), "executionCompleted")]
[JsonDerivedType(typeof(ContinuedAsNew), "continuedAsNew")]
[JsonDerivedType(typeof(HostStarted), "hostStarted")]
[JsonDerivedType(typeof(EventDelivered), "eventDelivered")]
internal abstract record HistoryEvent
{
    public required DateTimeOffset At { get; init; }

    /// <summary>Roughly how many bytes it takes in storage; keeps one write small.</summary>
    [JsonIgnore]
    public virtual int Weight => 200;

    private protected static int Measure(string? payload) => 200 + (payload?.Length ?? 0);
}
