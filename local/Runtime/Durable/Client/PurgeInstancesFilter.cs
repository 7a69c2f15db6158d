namespace Microsoft.DurableTask.Client;

/// <summary>Which finished instances to purge; what is null does not narrow the choice.</summary>
/// <param name="CreatedFrom">Started at this time or later.</param>
/// <param name="CreatedTo">Started at this time or earlier.</param>
/// <param name="Statuses">In one of these statuses.</param>
public record PurgeInstancesFilter(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null)
{
    /// <summary>How long a purge may take; what is left then stays, and the result says so.</summary>
    public TimeSpan? Timeout { get; init; }
}
