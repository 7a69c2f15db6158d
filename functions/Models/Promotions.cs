using PhotoScore.Core.Models;
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
    /// Judges a version against the one that answers now. <see cref="Promotion.IfBetter"/> compares balanced accuracies only when both
    /// were measured on the same test split, which holds when their datasets hold the same photos (equal <c>photosSha256</c>).
    /// On different splits a number says nothing about the other: the version that answers stays, and the reason says how to replace it.
    /// </summary>
    /// <param name="candidate">The new version.</param>
    /// <param name="current">The version that answers most requests now; null when none does.</param>
    /// <param name="rule">When to promote.</param>
    public static PromotionOutcome Judge(ModelManifest candidate, ModelManifest? current, Promotion rule)
    {
        var accuracy = candidate.Test.BalancedAccuracy;
        if (rule == Promotion.Never)
            return new(false, "The request says never; promote it by hand.");
        if (rule == Promotion.Always)
            return new(true, $"Promoted without comparison; balanced accuracy {accuracy:0.0000}.");
        if (current is null)
            return new(true, $"The first published version; balanced accuracy {accuracy:0.0000}.");
        if (candidate.Dataset.PhotosSha256 != current.Dataset.PhotosSha256)
        {
            return new(false,
                $"Not comparable: {candidate.Version} was tested on {Name(candidate.Dataset)} and {current.Version} on {Name(current.Dataset)}, " +
                $"which hold different photos. Promote {candidate.Version} by hand to use it.");
        }
        var known = current.Test.BalancedAccuracy;
        return accuracy > known
            ? new(true, $"Balanced accuracy {accuracy:0.0000} is above {known:0.0000} of {current.Version} on the same test split.")
            : new(false, $"Balanced accuracy {accuracy:0.0000} is not above {known:0.0000} of {current.Version} on the same test split.");
    }

    private static string Name(ModelDataset dataset) => $"{dataset.Dataset} {dataset.Version}";
}
