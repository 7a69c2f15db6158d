namespace Microsoft.DurableTask.Client;

/// <summary>How to purge.</summary>
/// <param name="Recursive">Whether finished sub-orchestrations go too.</param>
public record PurgeInstanceOptions(bool Recursive = false);
