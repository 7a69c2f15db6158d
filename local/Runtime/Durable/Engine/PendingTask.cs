using System.Text.Json;
using Microsoft.DurableTask;

namespace PhotoScore.Local.Runtime.Durable.Engine;

/// <summary>A durable task that the orchestrator may be awaiting.</summary>
internal interface IPendingTask
{
    void Complete(string? result);

    void Fail(TaskFailureDetails failure);
}

internal sealed class PendingTask<T>(string name, int taskId) : TaskCompletionSource<T>, IPendingTask
{
    public void Complete(string? result)
    {
        try
        {
            TrySetResult(JsonDataConverter.Default.Deserialize<T>(result)!);
        }
        catch (Exception mismatch) when (mismatch is JsonException or NotSupportedException)
        {
            TrySetException(mismatch);
        }
    }

    public void Fail(TaskFailureDetails failure) => TrySetException(new TaskFailedException(name, taskId, failure));
}
