namespace PhotoScore.Core.Datasets.Findings;

/// <summary>What was learned of a dataset while it was assembled, for the people who will trust it.</summary>
public sealed record DatasetFindings
{
    /// <summary>The way of all candidates through the build.</summary>
    public Funnel Funnel { get; init; } = new();

    /// <summary>How the fetching went; null in a dataset that was assembled before this was counted.</summary>
    public SuccessRate? SuccessRate { get; init; }

    /// <summary>Which photos were the same; null in versions that were built before this was counted.</summary>
    public DuplicateFindings? Duplicates { get; init; }

    /// <summary>What more than one split holds; null in versions that were built before this was checked.</summary>
    public LeakageFindings? Leakage { get; init; }

    /// <summary>What its user should know before training on it; empty when there is nothing.</summary>
    public IReadOnlyList<DatasetWarning> Warnings { get; init; } = [];

    /// <summary>The figures behind the warnings about labels; null in versions that were built before they were taken.</summary>
    public LabelFindings? Labels { get; init; }
}

/// <summary>One reason to distrust a dataset.</summary>
/// <param name="Code">Stable, kebab-case, such as <c>rare-class</c>.</param>
/// <param name="Message">What was seen, with its figures, and what to do about it.</param>
public sealed record DatasetWarning(string Code, string Message);
