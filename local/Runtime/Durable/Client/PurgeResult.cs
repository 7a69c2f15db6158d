namespace Microsoft.DurableTask.Client;

/// <summary>What a purge removed.</summary>
public class PurgeResult
{
    /// <summary>A result that does not say whether more is left.</summary>
    public PurgeResult(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        PurgedInstanceCount = count;
    }

    /// <summary>A result that says whether all that matched is gone.</summary>
    public PurgeResult(int count, bool? isComplete)
        : this(count) => IsComplete = isComplete;

    /// <summary>How many instances are gone, sub-orchestrations included.</summary>
    public int PurgedInstanceCount { get; }

    /// <summary>Whether all that matched is gone; null when unknown.</summary>
    public bool? IsComplete { get; }
}
