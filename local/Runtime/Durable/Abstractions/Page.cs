namespace Microsoft.DurableTask;

/// <summary>One page of a longer list.</summary>
public sealed class Page<T>
    where T : notnull
{
    /// <summary>A page of values and, unless it is the last, the token of the next.</summary>
    public Page(IReadOnlyList<T> values, string? continuationToken = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        Values = values;
        ContinuationToken = continuationToken;
    }

    /// <summary>The page's values; fewer than asked does not mean that it is the last page.</summary>
    public IReadOnlyList<T> Values { get; }

    /// <summary>Gives the next page; null on the last.</summary>
    public string? ContinuationToken { get; }
}
