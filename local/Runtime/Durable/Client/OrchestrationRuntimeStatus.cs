namespace Microsoft.DurableTask.Client;

/// <summary>Where an orchestration stands.</summary>
public enum OrchestrationRuntimeStatus
{
    /// <summary>It has started and has not finished.</summary>
    Running = 0,

    /// <summary>Its orchestrator returned.</summary>
    Completed = 1,

    /// <summary>Never seen: an orchestration that starts over stays running.</summary>
    [Obsolete("The ContinuedAsNew status is not used.")]
    ContinuedAsNew = 2,

    /// <summary>Its orchestrator threw.</summary>
    Failed = 3,

    /// <summary>Never seen.</summary>
    [Obsolete("The Canceled status is not used.")]
    Canceled = 4,

    /// <summary>A client ended it.</summary>
    Terminated = 5,

    /// <summary>It is in storage and has not started.</summary>
    Pending = 6,

    /// <summary>It records what arrives and goes on when resumed.</summary>
    Suspended = 7,
}
