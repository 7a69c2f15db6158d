using PhotoScore.Core.Models;

namespace PhotoScore.Core.Evaluation;

/// <summary>How well the probabilities of the second class follow scores.</summary>
/// <param name="RankCorrelation">Spearman's, from -1 to 1; null where all scores or all probabilities are equal.</param>
/// <param name="PairAccuracy">The share of pairs whose better photo is the more probable one, equal ones counted half; null without pairs.</param>
public sealed record RankEstimates(Estimate? RankCorrelation, Estimate? PairAccuracy)
{
    /// <summary>Measures answers, with a bootstrap by group.</summary>
    /// <param name="photos">The answers.</param>
    /// <param name="scores">The score of each photo.</param>
    /// <param name="pairs">The positions of photos that are compared.</param>
    /// <param name="seed">Where the bootstrap starts.</param>
    /// <exception cref="ArgumentException">There is not one score a photo.</exception>
    public static RankEstimates Of(AnsweredPhotos photos, IReadOnlyList<double> scores, IReadOnlyList<(int Better, int Worse)> pairs, int seed)
    {
        ArgumentNullException.ThrowIfNull(photos);
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(pairs);
        if (scores.Count != photos.Count)
            throw new ArgumentException($"{photos.Count} photos have {scores.Count} scores.", nameof(scores));

        int[] groups = [.. photos.GroupOf];
        double[] answers = [.. Enumerable.Range(0, photos.Count).Select(photo => (double)photos.Probabilities(photo)[1])];
        var (byScore, byAnswer) = (new WeightedRanks(scores), new WeightedRanks(answers));
        var judged = pairs.Select(pair => new Pair(pair.Better, pair.Worse, groups[pair.Better] == groups[pair.Worse], Order(answers[pair.Better], answers[pair.Worse]))).ToArray();
        var estimates = GroupBootstrap.Of(
            groups, photos.Groups, weights => [WeightedRanks.Correlation(byScore, byAnswer, weights), Share(judged, weights)], seed);
        return new(estimates[0], estimates[1]);
    }

    private static double Order(double better, double worse) => better > worse ? 1 : better == worse ? 0.5 : 0;

    private static double Share(Pair[] pairs, int[] weights)
    {
        double right = 0, all = 0;
        foreach (var (better, worse, together, order) in pairs)
        {
            // A group that is drawn twice is two groups: each brings its own pairs, and none are made across them.
            var times = together ? weights[better] : (double)weights[better] * weights[worse];
            right += times * order;
            all += times;
        }

        return right / all;
    }

    private readonly record struct Pair(int Better, int Worse, bool Together, double Order);
}
