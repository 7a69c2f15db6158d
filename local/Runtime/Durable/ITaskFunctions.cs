using Microsoft.DurableTask;

namespace PhotoScore.Local.Runtime.Durable;

/// <summary>The functions that the engine runs; the host that found them implements it.</summary>
internal interface ITaskFunctions
{
    bool HasOrchestrator(string name);

    bool HasActivity(string name);

    /// <summary>
    /// Calls the orchestrator that <see cref="TaskOrchestrationContext.Name"/> names, on the calling thread, and gives the very
    /// task of its method: another await around it would be taken for one that is not durable.
    /// </summary>
    Task<object?> RunOrchestrator(TaskOrchestrationContext context);

    /// <summary>Runs an activity; its input is JSON or null.</summary>
    Task<object?> RunActivity(string name, string instanceId, string? serializedInput, CancellationToken cancellation);
}
