using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using PhotoScore.Local.Runtime.Durable.History;

namespace PhotoScore.Local.Runtime.Durable.Engine;

/// <summary>What a finished sub-orchestration tells its parent.</summary>
internal static class ChildAnswers
{
    public static Arrival Of(InstanceHeader child, int taskId) => child.Status switch
    {
        OrchestrationRuntimeStatus.Completed => new TaskCompleted(taskId, child.Output) { At = child.UpdatedAt },
        OrchestrationRuntimeStatus.Terminated => Failed(taskId, $"Sub-orchestration '{child.InstanceId}' was terminated.", child.UpdatedAt),
        _ => new TaskFailed(taskId, child.Failure!) { At = child.UpdatedAt },
    };

    public static TaskFailed Failed(int taskId, string message, DateTimeOffset at) =>
        new(taskId, TaskFailureDetails.FromException(new InvalidOperationException(message))) { At = at };
}
