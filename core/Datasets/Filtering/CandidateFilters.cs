using System.Globalization;
using PhotoScore.Core.Datasets.Labelling;
using PhotoScore.Core.Datasets.Recipes;

namespace PhotoScore.Core.Datasets.Filtering;

/// <summary>What the filters on metrics decided.</summary>
/// <param name="Kept">The candidates to download, in the order given.</param>
/// <param name="LeftOut">The ledger's rows of the others, in the order given.</param>
public sealed record FilteredCandidates(IReadOnlyList<Candidate> Kept, IReadOnlyList<LedgerEntry> LeftOut);

/// <summary>The filters that need no photo, only its metrics. They see all candidates before anything is downloaded.</summary>
public static class CandidateFilters
{
    /// <summary>
    /// Applies the filters one after the other; each sees only what the ones before it kept. A candidate without the metric is left out.
    /// Filters on photos are passed over: their turn is after the download.
    /// When more than half of the values are equal the median absolute deviation is 0, and <c>madOutliers</c> keeps exactly those.
    /// </summary>
    public static FilteredCandidates Apply(IReadOnlyList<FilterRecipe> filters, IReadOnlyList<Candidate> candidates)
    {
        var reasons = new string?[candidates.Count];
        foreach (var filter in filters.Where(filter => filter is not PhotoFilterRecipe))
        {
            var open = Enumerable.Range(0, candidates.Count).Where(i => reasons[i] is null).ToList();
            var reasonOf = Rule(filter, open.Select(i => candidates[i]));
            foreach (var i in open)
                reasons[i] = reasonOf(candidates[i]);
        }

        var all = candidates.Zip(reasons);
        return new FilteredCandidates(
            [.. all.Where(pair => pair.Second is null).Select(pair => pair.First)],
            [.. all.Where(pair => pair.Second is not null).Select(pair => new LedgerEntry(pair.First, Outcomes.Filtered, pair.Second, null))]);
    }

    private static Func<Candidate, string?> Rule(FilterRecipe filter, IEnumerable<Candidate> candidates) => filter switch
    {
        MetricFilter range => OnMetric(range.Metric, value =>
            value < range.Min ? Text($"{range.Metric} {value} is below {range.Min}")
            : value > range.Max ? Text($"{range.Metric} {value} is above {range.Max}")
            : null),
        MadOutliersFilter outliers => Outliers(outliers, candidates),
        _ => throw new ArgumentException($"{filter.GetType().Name} is no filter on metrics.", nameof(filter)),
    };

    private static Func<Candidate, string?> Outliers(MadOutliersFilter filter, IEnumerable<Candidate> candidates)
    {
        var name = filter.Log ? $"ln({filter.Metric})" : filter.Metric;
        double[] values = [.. candidates.Select(candidate => Value(candidate, filter.Metric)).OfType<double>().Where(HasScale).Select(Scaled)];
        if (values.Length == 0)
            return OnMetric(filter.Metric, value => HasScale(value) ? null : NoLogarithm(value));
        var median = Cuts.Median(values);
        var deviation = Cuts.Median([.. values.Select(value => Math.Abs(value - median))]);
        var allowed = filter.MaxDeviations * deviation;
        return OnMetric(filter.Metric, value => !HasScale(value) ? NoLogarithm(value)
            : Math.Abs(Scaled(value) - median) <= allowed ? null
            : Text($"{name} {Scaled(value)} is more than {filter.MaxDeviations} median absolute deviations ({deviation}) from the median {median}"));

        bool HasScale(double value) => !filter.Log || value > 0;

        double Scaled(double value) => filter.Log ? Math.Log(value) : value;

        string NoLogarithm(double value) => Text($"{filter.Metric} {value} has no logarithm");
    }

    private static Func<Candidate, string?> OnMetric(string metric, Func<double, string?> reason) =>
        candidate => Value(candidate, metric) is { } value ? reason(value) : $"no metric {metric}";

    private static double? Value(Candidate candidate, string metric) =>
        candidate.Metrics.TryGetValue(metric, out var value) && double.IsFinite(value) ? value : null;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
