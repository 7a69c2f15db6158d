using System.Globalization;

namespace PhotoScore.Core.Datasets.Findings;

/// <summary>How many of some candidates that were to be fetched gave a picture, and what became of the others.</summary>
/// <param name="Candidates">How many were to be fetched.</param>
/// <param name="Fetched">How many of them arrived and could be decoded, whatever filters said of them later.</param>
/// <param name="Failures">The others by outcome, the most frequent first; shares are of <paramref name="Candidates"/>.</param>
public sealed record FetchSuccess(int Candidates, int Fetched, IReadOnlyList<OutcomeCount> Failures)
{
    private const int Named = 5;

    /// <summary>Fetched of all, 0 to 1; 1 when nothing was to be fetched.</summary>
    public double Share => Candidates == 0 ? 1 : (double)Fetched / Candidates;

    /// <summary>In words: <c>93.9% of 2,000 candidates were fetched; 4.1% http-404, 2.0% opted-out.</c></summary>
    public string Sentence => Candidates == 0
        ? "Nothing was to be fetched."
        : string.Create(CultureInfo.InvariantCulture, $"{Opening(Percent(Fetched))} of {Candidates:N0} candidate{(Candidates == 1 ? " was" : "s were")} fetched{Reasons()}.");

    /// <summary>Of outcomes; those that were left out before the download don't count.</summary>
    internal static FetchSuccess Of(IEnumerable<string> outcomes)
    {
        var tried = outcomes.CountBy(outcome => outcome).Where(outcome => OutcomeCatalog.Get(outcome.Key).Step >= OutcomeStep.Download).ToList();
        var failed = tried.Where(outcome => OutcomeCatalog.Get(outcome.Key).Step is OutcomeStep.Download or OutcomeStep.Decoding).ToList();
        var candidates = tried.Sum(outcome => outcome.Value);
        return new FetchSuccess(candidates, candidates - failed.Sum(outcome => outcome.Value), Funnel.Counts(failed, candidates));
    }

    private static string Opening(string percent) => char.ToUpperInvariant(percent[0]) + percent[1..];

    private string Reasons()
    {
        var parts = Failures.Take(Named).Select(failure => $"{Percent(failure.Photos)} {failure.Outcome}").ToList();
        if (Failures.Count > Named)
            parts.Add($"{Percent(Failures.Skip(Named).Sum(failure => failure.Photos))} for other reasons");
        return parts.Count == 0 ? "" : "; " + string.Join(", ", parts);
    }

    private string Percent(int photos)
    {
        var percent = 100.0 * photos / Candidates;
        // Rounding must not hide that there were any, or that there were others.
        return percent is > 0 and < 0.05 ? "less than 0.1%"
            : percent is < 100 and > 99.95 ? "more than 99.9%"
            : string.Create(CultureInfo.InvariantCulture, $"{percent:F1}%");
    }
}

/// <summary>The success of one source.</summary>
/// <param name="Source">Its index in the recipe.</param>
/// <param name="Success">How many of its candidates were fetched.</param>
public sealed record SourceSuccess(int Source, FetchSuccess Success);

/// <summary>The success of one host.</summary>
/// <param name="Host">Its name, with the port where it is not the usual one; <c>blob:sources</c> for the user's own container.</param>
/// <param name="Success">How many of its candidates were fetched.</param>
public sealed record HostSuccess(string Host, FetchSuccess Success);

/// <summary>How the fetching went: over all, by source, and by host.</summary>
/// <param name="All">Over all candidates.</param>
/// <param name="Sources">By source, in the recipe's order; sources without a candidate are absent.</param>
/// <param name="Hosts">The hosts with the most candidates, <see cref="MostHosts"/> at most, the largest first.</param>
/// <param name="OtherHosts">How many hosts are not listed.</param>
public sealed record SuccessRate(FetchSuccess All, IReadOnlyList<SourceSuccess> Sources, IReadOnlyList<HostSuccess> Hosts, int OtherHosts)
{
    /// <summary>Hosts that are listed at most.</summary>
    public const int MostHosts = 20;

    /// <summary>The success rate of a ledger.</summary>
    /// <exception cref="InvalidDataException">An outcome is not in the catalogue.</exception>
    public static SuccessRate Of(IReadOnlyList<LedgerEntry> ledger)
    {
        var tried = ledger.Where(entry => OutcomeCatalog.Get(entry.Outcome).Step >= OutcomeStep.Download).ToList();
        var hosts = tried.GroupBy(entry => HostOf(entry.Candidate.Url), StringComparer.OrdinalIgnoreCase)
            .OrderByDescending(host => host.Count()).ThenBy(host => host.Key, StringComparer.Ordinal).ToList();
        return new SuccessRate(
            Success(tried),
            [.. tried.GroupBy(entry => entry.Candidate.Source).OrderBy(source => source.Key).Select(source => new SourceSuccess(source.Key, Success(source)))],
            [.. hosts.Take(MostHosts).Select(host => new HostSuccess(host.Key.ToLowerInvariant(), Success(host)))],
            Math.Max(0, hosts.Count - MostHosts));
    }

    private static FetchSuccess Success(IEnumerable<LedgerEntry> entries) => FetchSuccess.Of(entries.Select(entry => entry.Outcome));

    private static string HostOf(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri))
            return "no address";
        return uri.Authority.Length > 0 ? uri.Authority : $"{uri.Scheme}:{uri.AbsolutePath.Split('/')[0]}";
    }
}
