using PhotoScore.Core.Models;

namespace PhotoScore.Core.Evaluation;

/// <summary>Two models' answers to the same photos.</summary>
/// <param name="Difference">Balanced accuracy of the first minus that of the second; its interval resamples groups, the same for both.</param>
/// <param name="OnlyFirst">Photos that only the first got right.</param>
/// <param name="OnlySecond">Photos that only the second got right.</param>
/// <param name="McNemarPValue">McNemar's exact test of the two counts; it takes photos as independent.</param>
public sealed record PairedComparison(Estimate Difference, int OnlyFirst, int OnlySecond, double McNemarPValue)
{
    /// <summary>A comparison with what two versions' answers to the same photos come to.</summary>
    /// <param name="comparison">Which versions, and how many test photos there are.</param>
    /// <param name="candidate">The new version's answers.</param>
    /// <param name="current">The current version's answers to the same photos in the same order.</param>
    /// <param name="seed">Where the bootstrap starts.</param>
    public static ModelComparison Measure(ModelComparison comparison, AnsweredPhotos candidate, AnsweredPhotos current, int seed)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        var pair = Of(candidate, current, seed);
        return comparison with
        {
            Photos = candidate.Count,
            Groups = candidate.Groups,
            NewBalancedAccuracy = candidate.BalancedAccuracy,
            CurrentBalancedAccuracy = current.BalancedAccuracy,
            Difference = pair.Difference,
            McNemarPValue = pair.McNemarPValue,
        };
    }

    /// <summary>Compares answers.</summary>
    /// <param name="first">Answers to photos.</param>
    /// <param name="second">Answers to the same photos in the same order.</param>
    /// <param name="seed">Where the bootstrap starts.</param>
    /// <exception cref="ArgumentException">They are not of the same photos.</exception>
    public static PairedComparison Of(AnsweredPhotos first, AnsweredPhotos second, int seed)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Classes != second.Classes || !first.Labels.SequenceEqual(second.Labels))
            throw new ArgumentException("Answers can be compared to the same photos only.", nameof(second));

        var (onlyFirst, onlySecond) = (0, 0);
        for (var i = 0; i < first.Count; i++)
        {
            var (a, b) = (first.Answers[i] == first.Labels[i], second.Answers[i] == second.Labels[i]);
            onlyFirst += a && !b ? 1 : 0;
            onlySecond += b && !a ? 1 : 0;
        }

        var difference = GroupBootstrap.Of(
            first.GroupOf.ToArray(), first.Groups, weights => [Tally.Of(first, weights).BalancedAccuracy - Tally.Of(second, weights).BalancedAccuracy], seed);
        return new(difference[0]!, onlyFirst, onlySecond, ExactTests.McNemar(onlyFirst, onlySecond));
    }
}
