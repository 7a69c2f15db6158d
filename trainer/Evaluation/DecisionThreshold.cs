using PhotoScore.Core.Models;
using PhotoScore.Core.Training;

namespace PhotoScore.Trainer.Evaluation;

/// <summary>Chooses the probability of the second class from which on it is answered.</summary>
internal static class DecisionThreshold
{
    private static readonly ThresholdRequest Balanced = new();

    /// <summary>
    /// The threshold that reaches the goal best; of several the one nearest to a half. Candidates are a half and the points midway between neighbouring probabilities, so
    /// that a constant answer is never chosen for its balanced accuracy of a half; where a precision, a recall or a cost is asked for, a constant answer may be what is
    /// wanted. For balanced accuracy and cost it moves away from <see cref="ThresholdStart"/> only for a gain that is more than chance. Null for more than two classes; a half
    /// where a class is absent.
    /// </summary>
    /// <param name="validation">Calibrated answers.</param>
    /// <param name="wanted">The goal; null for balanced accuracy.</param>
    /// <param name="prior">The share of the second class that the probabilities suppose; null for its share among these photos.</param>
    public static double? Choose(Probabilities validation, ThresholdRequest? wanted = null, double? prior = null) => Decide(validation, wanted, prior)?.Threshold;

    /// <summary>As <see cref="Choose"/>, with what it reaches.</summary>
    public static (double Threshold, ModelDecision Decision)? Decide(Probabilities validation, ThresholdRequest? wanted = null, double? prior = null)
    {
        if (validation.Classes != 2)
            return null;
        wanted ??= Balanced;
        var sorted = Enumerable.Range(0, validation.Photos).Select(i => (P: (double)validation[i][1], Label: validation.Labels[i])).OrderBy(p => p.P).ToArray();
        var goal = new Goal(wanted, sorted.Count(p => p.Label == 0), sorted.Count(p => p.Label == 1));
        var best = goal.Score(0.5, sorted.Count(p => p.P < 0.5 && p.Label == 0), sorted.Count(p => p.P < 0.5 && p.Label == 1));
        if (!goal.HasBothClasses)
            return (0.5, goal.Decision(best));

        int negativesBelow = 0, positivesBelow = 0;
        if (goal.MayBeConstant)
            Try((0 + sorted[0].P) / 2);
        for (var i = 0; i < sorted.Length; i++)
        {
            if (sorted[i].Label == 1)
                positivesBelow++;
            else
                negativesBelow++;
            if (i + 1 < sorted.Length && sorted[i].P != sorted[i + 1].P)
                Try((sorted[i].P + sorted[i + 1].P) / 2);
        }

        if (goal.MayBeConstant && sorted[^1].P < 1)
            Try((sorted[^1].P + 1) / 2);
        if (ThresholdStart.Of(wanted, prior ?? (double)validation.Labels.Count(label => label == 1) / validation.Photos) is not { } start)
            return (best.Threshold, goal.Decision(best));

        var (gain, error) = ThresholdStart.Gain(validation, wanted, start, best.Threshold);
        var moved = gain > ThresholdStart.Errors * error;
        var chosen = moved ? best : goal.Score(start, sorted.Count(p => p.P < start && p.Label == 0), sorted.Count(p => p.P < start && p.Label == 1));
        return (chosen.Threshold, goal.Decision(chosen) with { Start = new(start, moved, best.Threshold, gain, error) });

        void Try(double threshold)
        {
            var score = goal.Score(threshold, negativesBelow, positivesBelow);
            if (score.CompareTo(best) > 0)
                best = score;
        }
    }

    /// <summary>How well a threshold serves: first whether it gives what is wanted, then how well, then how near to a half it is.</summary>
    private readonly record struct ThresholdScore(double Threshold, double First, double Second, double Reached) : IComparable<ThresholdScore>
    {
        public int CompareTo(ThresholdScore other) =>
            (First, Second, -Math.Abs(Threshold - 0.5)).CompareTo((other.First, other.Second, -Math.Abs(other.Threshold - 0.5)));
    }

    private sealed class Goal(ThresholdRequest wanted, int negatives, int positives)
    {
        public bool HasBothClasses => negatives > 0 && positives > 0;

        public bool MayBeConstant => wanted.For is ThresholdGoal.Precision or ThresholdGoal.Recall or ThresholdGoal.Cost;

        public ModelDecision Decision(ThresholdScore score) => new(wanted.For, wanted.At, wanted.Costs, score.Reached, !(score.Reached < wanted.At)) { Photos = negatives + positives };

        public ThresholdScore Score(double threshold, int negativesBelow, int positivesBelow)
        {
            var (hits, falseAlarms) = (positives - positivesBelow, negatives - negativesBelow);
            var (precision, recall) = (Share(hits, hits + falseAlarms), Share(hits, positives));
            switch (wanted.For)
            {
                case ThresholdGoal.F1:
                    var f1 = Share(2 * hits, hits + falseAlarms + positives);
                    return new(threshold, f1, 0, f1);
                case ThresholdGoal.Precision:
                    return new(threshold, Math.Min(precision, wanted.At!.Value), recall, precision);
                case ThresholdGoal.Recall:
                    return new(threshold, Math.Min(recall, wanted.At!.Value), precision, recall);
                case ThresholdGoal.Cost:
                    var cost = Cost(negativesBelow, falseAlarms, positivesBelow, hits);
                    return new(threshold, -cost, 0, cost);
                default:
                    var balanced = 0.5 * (Share(negativesBelow, negatives) + recall);
                    return new(threshold, balanced, 0, balanced);
            }
        }

        private double Cost(int rejected, int falseAlarms, int misses, int hits)
        {
            var costs = wanted.Costs!;
            return ((costs[0][0] * rejected) + (costs[0][1] * falseAlarms) + (costs[1][0] * misses) + (costs[1][1] * hits)) / (negatives + positives);
        }

        private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
    }
}
