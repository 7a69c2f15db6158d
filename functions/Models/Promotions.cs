using PhotoScore.Core.Models;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Training;

namespace PhotoScore.Functions.Models;

/// <summary>What became of a promotion.</summary>
/// <param name="Promoted">Whether the version is current now.</param>
/// <param name="Reason">Why, or why not, for people.</param>
internal sealed record PromotionOutcome(bool Promoted, string Reason);

/// <summary>The rules by which a version becomes current.</summary>
internal static class Promotions
{
    /// <summary>
    /// Judges a version against the one that answers now. <see cref="Promotion.IfBetter"/> asks that the balanced accuracy be higher by a difference whose 95% interval is above
    /// zero, on photos that the other did not learn from: where both are as good, what answers stays.
    /// </summary>
    /// <param name="candidate">The new version.</param>
    /// <param name="current">The version that answers most requests now; null when none does.</param>
    /// <param name="comparison">Both on the same photos; null when nothing is known.</param>
    /// <param name="rule">When to promote.</param>
    public static PromotionOutcome Judge(ModelManifest candidate, VersionId? current, ModelComparison? comparison, Promotion rule)
    {
        var accuracy = candidate.Test.BalancedAccuracy;
        if (rule == Promotion.Never)
            return new(false, "The request says never; promote it by hand.");
        if (rule == Promotion.Always)
            return new(true, $"Promoted without comparison; balanced accuracy {accuracy:0.0000}.");
        if (HasCollapsed(candidate))
            return new(false, $"{candidate.Version} gives every photo the same answer: it collapsed. Its diagnoses say what to change; it is promoted by hand only.");
        if (current is null)
            return new(true, $"The first published version; balanced accuracy {accuracy:0.0000}.");
        if (comparison is not { Difference: { } difference })
        {
            var why = comparison?.Fault ?? $"{current} was not asked about the test photos of {candidate.Version}, and they share none.";
            return new(false, $"Not comparable: {why} Promote {candidate.Version} by hand to use it.");
        }

        var better = difference.Low > 0;
        return new(better,
            $"Balanced accuracy {comparison.NewBalancedAccuracy:0.0000} against {comparison.CurrentBalancedAccuracy:0.0000} of {comparison.Current} on {comparison.Photos} test photos " +
            $"that it did not learn from: {(better ? "better" : "not surely better")} (difference {difference.Value:0.0000}, 95% interval {difference.Low:0.0000} to {difference.High:0.0000}).");
    }

    private static bool HasCollapsed(ModelManifest candidate) =>
        candidate.Diagnoses.Any(diagnosis => diagnosis.Code == DiagnosisCodes.Collapsed)
        || Enumerable.Range(0, candidate.Classes.Count).Count(answer => candidate.Test.ConfusionMatrix.Any(row => row[answer] > 0)) < 2;
}
