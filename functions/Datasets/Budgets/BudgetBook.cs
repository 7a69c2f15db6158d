namespace PhotoScore.Functions.Datasets.Budgets;

/// <summary>The calls that were made with each key, as stored.</summary>
internal sealed record BudgetBook
{
    /// <summary>By <see cref="KeyName"/>.</summary>
    public SortedDictionary<string, KeyPage> Keys { get; init; } = new(StringComparer.Ordinal);
}

/// <summary>The calls of one key.</summary>
internal sealed record KeyPage
{
    /// <summary>How many began in each slot of time; a slot is named by its start, in Unix milliseconds.</summary>
    public SortedDictionary<long, int> Slots { get; init; } = [];

    /// <summary>The API itself asked for silence until then.</summary>
    public DateTimeOffset? PausedUntil { get; init; }
}
