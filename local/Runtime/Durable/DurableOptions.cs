namespace PhotoScore.Local.Runtime.Durable;

/// <summary>The settings of a hub, from <c>extensions.durableTask</c> of host.json.</summary>
internal sealed record DurableOptions
{
    /// <summary>Names the hub; its container is the name in lower case with <c>-durable</c> behind it.</summary>
    public required string HubName { get; init; }

    /// <summary>How many activities run at once.</summary>
    public int MaxConcurrentActivityFunctions { get; init; } = 10 * Environment.ProcessorCount;

    /// <summary>How many orchestrators execute at once; those that wait cost nothing.</summary>
    public int MaxConcurrentOrchestratorFunctions { get; init; } = 10 * Environment.ProcessorCount;

    /// <summary>How long an orchestrator that waits stays in memory.</summary>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a stop waits for running activities before it cancels them.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(10);
}
