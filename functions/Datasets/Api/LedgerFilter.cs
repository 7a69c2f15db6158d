using Microsoft.AspNetCore.Http;
using PhotoScore.Core.Datasets;

namespace PhotoScore.Functions.Datasets.Api;

/// <summary>Which rows of a ledger are asked for.</summary>
/// <param name="Outcome">Only these; any when null.</param>
/// <param name="Retryable">Only those that may end otherwise when they are tried again, or only the others; any when null.</param>
internal sealed record LedgerFilter(string? Outcome, bool? Retryable)
{
    public bool Passes(LedgerEntry entry) =>
        (Outcome is null || entry.Outcome == Outcome) && (Retryable is null || OutcomeCatalog.MayPass(entry.Outcome) == Retryable);

    /// <summary>Reads the query; a word that no ledger gives is a fault.</summary>
    public static LedgerFilter Read(HttpRequest request, IDictionary<string, string[]> faults)
    {
        var outcome = request.Query["outcome"].ToString() is { Length: > 0 } word ? word : null;
        if (outcome is not null && OutcomeCatalog.Find(outcome) is null)
            faults["outcome"] = [$"'{outcome}' is no outcome; known are {OutcomeCatalog.Known}."];

        bool? retryable = null;
        if (request.Query["retryable"].ToString() is { Length: > 0 } text)
        {
            if (bool.TryParse(text, out var asked))
                retryable = asked;
            else
                faults["retryable"] = [$"'{text}' is neither true nor false."];
        }
        return new LedgerFilter(outcome, retryable);
    }
}
