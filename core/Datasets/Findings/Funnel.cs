namespace PhotoScore.Core.Datasets.Findings;

/// <summary>How many candidates had an outcome.</summary>
/// <param name="Outcome">A word of <see cref="OutcomeCatalog"/>.</param>
/// <param name="Photos">How many.</param>
/// <param name="Share">Of those that the count is about, 0 to 1.</param>
public sealed record OutcomeCount(string Outcome, int Photos, double Share);

/// <summary>One step of a build: how many candidates came to it, and what became of those that went no further.</summary>
/// <param name="Step">The step.</param>
/// <param name="Entered">How many came to it.</param>
/// <param name="Passed">How many went on.</param>
/// <param name="Lost">The others by outcome, the most frequent first; shares are of <paramref name="Entered"/>.</param>
public sealed record FunnelStep(OutcomeStep Step, int Entered, int Passed, IReadOnlyList<OutcomeCount> Lost);

/// <summary>The way of all candidates through a build: listed, filtered, fetched, decoded, checked, assembled, kept.</summary>
public sealed record Funnel
{
    /// <summary>Candidates that the sources listed, each counted once.</summary>
    public int Listed { get; init; }

    /// <summary>The steps in their order; each is entered by those that the one before passed.</summary>
    public IReadOnlyList<FunnelStep> Steps { get; init; } = [];

    /// <summary>Photos of the dataset.</summary>
    public int Kept { get; init; }

    /// <summary>The funnel of counted outcomes.</summary>
    /// <param name="outcomes">How many candidates had each outcome.</param>
    /// <exception cref="InvalidDataException">An outcome is not in the catalogue.</exception>
    public static Funnel Of(IReadOnlyDictionary<string, int> outcomes)
    {
        var byStep = outcomes.ToLookup(outcome => OutcomeCatalog.Get(outcome.Key).Step);
        var listed = outcomes.Values.Sum();
        var left = listed;
        var steps = new List<FunnelStep>();
        foreach (var step in Enum.GetValues<OutcomeStep>().Where(step => step != OutcomeStep.Done))
        {
            var (entered, lost) = (left, byStep[step].ToList());
            left -= lost.Sum(outcome => outcome.Value);
            steps.Add(new FunnelStep(step, entered, left, Counts(lost, entered)));
        }
        return new Funnel { Listed = listed, Steps = steps, Kept = left };
    }

    internal static IReadOnlyList<OutcomeCount> Counts(IEnumerable<KeyValuePair<string, int>> outcomes, int of) =>
        [.. outcomes.Where(outcome => outcome.Value > 0).OrderByDescending(outcome => outcome.Value).ThenBy(outcome => outcome.Key, StringComparer.Ordinal)
            .Select(outcome => new OutcomeCount(outcome.Key, outcome.Value, (double)outcome.Value / of))];
}
