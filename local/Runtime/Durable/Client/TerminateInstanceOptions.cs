namespace Microsoft.DurableTask.Client;

/// <summary>How to end an instance from outside.</summary>
/// <param name="Output">What the instance leaves as its output.</param>
/// <param name="Recursive">Whether running sub-orchestrations end too.</param>
public record TerminateInstanceOptions(object? Output = null, bool Recursive = false);
