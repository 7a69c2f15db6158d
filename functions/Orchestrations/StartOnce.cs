using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace PhotoScore.Functions.Orchestrations;

/// <summary>Starts an orchestration at most once in the life of a task hub.</summary>
internal static class StartOnce
{
    /// <summary>Starts an orchestration unless its id was ever used; false when it was.</summary>
    public static async Task<bool> TryStartAsync(this DurableTaskClient client, string orchestrator, object input, string instanceId, CancellationToken cancellation)
    {
        // A finished id would be started anew by default, and its history overwritten.
        var options = new StartOrchestrationOptions(instanceId).WithDedupeStatuses([.. StartOrchestrationOptionsExtensions.ValidDedupeStatuses]);
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, options, cancellation);
            return true;
        }
        catch (OrchestrationAlreadyExistsException)
        {
            return false;
        }
    }
}
