namespace Microsoft.DurableTask;

/// <summary>Answers whether a failed task is tried again, at once. It runs as orchestrator code and must be deterministic.</summary>
public delegate bool RetryHandler(RetryContext retryContext);
