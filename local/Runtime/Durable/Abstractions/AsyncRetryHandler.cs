namespace Microsoft.DurableTask;

/// <summary>Answers whether a failed task is tried again; it may await durable tasks, such as a timer for a delay.</summary>
public delegate Task<bool> AsyncRetryHandler(RetryContext retryContext);
