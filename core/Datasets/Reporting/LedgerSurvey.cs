namespace PhotoScore.Core.Datasets.Reporting;

/// <summary>A pass over a dataset's ledger: what became of each source's candidates.</summary>
public sealed class LedgerSurvey
{
    private readonly SortedDictionary<int, SortedDictionary<string, int>> _sources = [];

    /// <summary>Counts a candidate.</summary>
    public void Add(LedgerEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (!_sources.TryGetValue(entry.Candidate.Source, out var outcomes))
            _sources[entry.Candidate.Source] = outcomes = new(StringComparer.Ordinal);
        outcomes[entry.Outcome] = outcomes.GetValueOrDefault(entry.Outcome) + 1;
    }

    internal IReadOnlyDictionary<string, int> Outcomes(int source) =>
        _sources.TryGetValue(source, out var outcomes) ? outcomes : new SortedDictionary<string, int>();
}
