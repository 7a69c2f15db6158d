using PhotoScore.Local.Runtime.Durable.Engine;
using PhotoScore.Local.Runtime.Durable.History;

namespace PhotoScore.Local.Runtime.Durable;

/// <summary>Folds a history into the lines that the status answer shows: a task's schedule is told with its end.</summary>
internal static class ReadableHistory
{
    public static async Task<IReadOnlyList<ReadableEvent>?> ReadAsync(HubEngine engine, string instanceId, CancellationToken cancellation)
    {
        if (await engine.Store.ReadHeaderAsync(instanceId, cancellation) is not { Header: var header })
            return null;
        var log = await engine.Store.ReadLogAsync(instanceId, header.ExecutionId, cancellation);
        return Fold(header, log.Events);
    }

    public static IReadOnlyList<ReadableEvent> Fold(InstanceHeader header, IReadOnlyList<HistoryEvent> events)
    {
        var calls = events.OfType<Decision>().ToDictionary(decision => decision.TaskId);
        var ended = events.Select(EndedTask).OfType<int>().ToHashSet();
        return [.. events.Select(happened => Line(happened, header, calls, ended)).OfType<ReadableEvent>()];
    }

    private static int? EndedTask(HistoryEvent happened) => happened switch
    {
        TaskCompleted completed => completed.TaskId,
        TaskFailed failed => failed.TaskId,
        TimerFired fired => fired.TaskId,
        _ => null,
    };

    private static ReadableEvent? Line(
        HistoryEvent happened, InstanceHeader header, Dictionary<int, Decision> calls, HashSet<int> ended) => happened switch
        {
            ExecutionStarted => new("ExecutionStarted", happened.At) { FunctionName = header.Name, Input = header.Input },
            Decision call when ended.Contains(call.TaskId) => null,
            TaskScheduled call => new("TaskScheduled", call.At) { TaskId = call.TaskId, FunctionName = call.Name, Input = call.Input },
            TimerCreated timer => new("TimerCreated", timer.At) { TaskId = timer.TaskId, FireAt = timer.FireAt },
            SubOrchestrationScheduled call => new("SubOrchestrationInstanceCreated", call.At)
            {
                TaskId = call.TaskId,
                FunctionName = call.Name,
                InstanceId = call.InstanceId,
                Input = call.Input,
            },
            EventSent sent => new("EventSent", sent.At) { TaskId = sent.TaskId, Name = sent.Name, InstanceId = sent.InstanceId, Input = sent.Input },
            TaskCompleted completed => Ended("Completed", happened, calls[completed.TaskId]) with { Result = completed.Result },
            TaskFailed failed => Ended("Failed", happened, calls[failed.TaskId]) with { Reason = failed.Failure.ErrorMessage },
            TimerFired fired => Ended("TimerFired", happened, calls[fired.TaskId]),
            EventRaised raised => new("EventRaised", raised.At) { Name = raised.Name, Input = raised.Input },
            ExecutionSuspended suspended => new("ExecutionSuspended", suspended.At) { Reason = suspended.Reason },
            ExecutionResumed resumed => new("ExecutionResumed", resumed.At) { Reason = resumed.Reason },
            ExecutionTerminated terminated => new("ExecutionTerminated", terminated.At) { Result = terminated.Output, OrchestrationStatus = "Terminated" },
            ExecutionCompleted { Failure: { } failure } => new("ExecutionCompleted", happened.At)
            {
                Reason = failure.ErrorMessage,
                OrchestrationStatus = "Failed",
            },
            ExecutionCompleted completed => new("ExecutionCompleted", completed.At) { Result = completed.Result, OrchestrationStatus = "Completed" },
            ContinuedAsNew next => new("ContinueAsNew", next.At) { Result = next.Input, OrchestrationStatus = "ContinuedAsNew" },
            HostStarted started => new("HostStarted", started.At) { Reason = started.Host },
            _ => null,
        };

    private static ReadableEvent Ended(string how, HistoryEvent happened, Decision call) => call switch
    {
        TaskScheduled task => new("Task" + how, happened.At) { TaskId = task.TaskId, FunctionName = task.Name, ScheduledTime = task.At, Input = task.Input },
        SubOrchestrationScheduled child => new("SubOrchestrationInstance" + how, happened.At)
        {
            TaskId = child.TaskId,
            FunctionName = child.Name,
            InstanceId = child.InstanceId,
            ScheduledTime = child.At,
            Input = child.Input,
        },
        TimerCreated timer => new(how, happened.At) { TaskId = timer.TaskId, FireAt = timer.FireAt, ScheduledTime = timer.At },
        _ => new(how, happened.At),
    };
}
