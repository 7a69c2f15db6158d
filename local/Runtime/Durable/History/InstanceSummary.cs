using Microsoft.DurableTask.Client;

namespace PhotoScore.Local.Runtime.Durable.History;

/// <summary>What a listing shows of an instance.</summary>
internal sealed record InstanceSummary(
    string InstanceId,
    string Name,
    OrchestrationRuntimeStatus Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    string? ParentInstanceId)
{
    public bool IsFinished => Status
        is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated;

    public static InstanceSummary Of(InstanceHeader header) => new(
        header.InstanceId, header.Name, header.Status, header.CreatedAt, header.UpdatedAt, header.Parent?.InstanceId);
}
