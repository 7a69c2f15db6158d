namespace PhotoScore.Local.Runtime.Queues;

/// <summary><c>extensions.queues</c> of host.json.</summary>
internal sealed record QueueSettings
{
    /// <summary>Messages taken at once.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>When no more than this many are running, the next batch is taken; half a batch by default.</summary>
    public int? NewBatchThreshold { get; init; }

    /// <summary>Tries before a message goes to the poison queue.</summary>
    public int MaxDequeueCount { get; init; } = 5;

    /// <summary>Time between a failure and the next try.</summary>
    public TimeSpan VisibilityTimeout { get; init; }

    /// <summary>The longest pause between looks into an empty queue. The real host's default is a minute.</summary>
    public TimeSpan MaxPollingInterval { get; init; } = TimeSpan.FromSeconds(1);

    public int Threshold => NewBatchThreshold ?? BatchSize / 2;

    public IEnumerable<string> Faults()
    {
        if (BatchSize is < 1 or > 32)
            yield return $"extensions.queues.batchSize is {BatchSize}; it must be 1 to 32.";
        if (NewBatchThreshold is < 0)
            yield return $"extensions.queues.newBatchThreshold is {NewBatchThreshold}; it can't be negative.";
        if (MaxDequeueCount < 1)
            yield return $"extensions.queues.maxDequeueCount is {MaxDequeueCount}; it must be at least 1.";
        if (VisibilityTimeout < TimeSpan.Zero || VisibilityTimeout > TimeSpan.FromDays(7))
            yield return $"extensions.queues.visibilityTimeout is {VisibilityTimeout}; it must be 0 to 7 days.";
        if (MaxPollingInterval < TimeSpan.FromMilliseconds(100))
            yield return $"extensions.queues.maxPollingInterval is {MaxPollingInterval}; it must be at least 00:00:00.1.";
    }
}
