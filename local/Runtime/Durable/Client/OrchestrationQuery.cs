namespace Microsoft.DurableTask.Client;

/// <summary>Which instances to list; what is null does not narrow the list.</summary>
/// <param name="CreatedFrom">Started at this time or later.</param>
/// <param name="CreatedTo">Started at this time or earlier.</param>
/// <param name="Statuses">In one of these statuses.</param>
/// <param name="TaskHubNames">In one of these hubs; a hub lists only its own instances.</param>
/// <param name="InstanceIdPrefix">With an instance id that starts so.</param>
/// <param name="PageSize">How many instances a page holds at most.</param>
/// <param name="FetchInputsAndOutputs">Whether to fetch inputs, outputs and custom statuses, which costs a request an instance.</param>
/// <param name="ContinuationToken">Where an earlier list ended.</param>
public record OrchestrationQuery(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null,
    IEnumerable<string>? TaskHubNames = null,
    string? InstanceIdPrefix = null,
    int PageSize = OrchestrationQuery.DefaultPageSize,
    bool FetchInputsAndOutputs = false,
    string? ContinuationToken = null)
{
    /// <summary>How many instances a page holds unless said otherwise.</summary>
    public const int DefaultPageSize = 100;
}
