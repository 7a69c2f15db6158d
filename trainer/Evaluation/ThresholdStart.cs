using PhotoScore.Core.Training;
using PhotoScore.Trainer.Optimization;

namespace PhotoScore.Trainer.Evaluation;

/// <summary>
/// The threshold that theory gives for calibrated probabilities, and how sure it is that another one is better. On few photos the one that looks best is mostly chance, being the
/// best of many tries.
/// </summary>
internal static class ThresholdStart
{
    /// <summary>How many standard errors a gain must exceed.</summary>
    public const double Errors = 1;

    /// <summary>
    /// For balanced accuracy the share of the second class, since a photo is worth answering so from where it is more probable than before it was seen; for cost the point where both
    /// answers cost the same (Elkan 2001). Null for goals that have none without looking at answers, and for costs by which no answer is ever better.
    /// </summary>
    /// <param name="wanted">The goal.</param>
    /// <param name="prior">The share of the second class that the probabilities suppose.</param>
    public static double? Of(ThresholdRequest wanted, double prior) => wanted.For switch
    {
        ThresholdGoal.BalancedAccuracy => prior,
        ThresholdGoal.Cost => Indifferent(wanted.Costs!),
        _ => null,
    };

    /// <summary>The share of the second class that a training's probabilities suppose: half where classes weighed the same, otherwise that of the photos, which is null here.</summary>
    public static double? Prior(TrainingPlan plan) => plan.Loss.Name == "balancedCrossEntropy" ? 0.5 : null;

    /// <summary>What the second threshold gains over the first on the same photos, and the standard error of that if neither were better: as in McNemar's test, of photos answered otherwise.</summary>
    public static (double Gain, double StandardError) Gain(Probabilities answers, ThresholdRequest wanted, double from, double to)
    {
        var positives = answers.Labels.Count(label => label == 1);
        double sum = 0, squares = 0;
        for (var i = 0; i < answers.Photos; i++)
        {
            var (before, after) = (answers[i][1] >= from ? 1 : 0, answers[i][1] >= to ? 1 : 0);
            var difference = Worth(answers.Labels[i], after) - Worth(answers.Labels[i], before);
            sum += difference;
            squares += difference * difference;
        }

        return (sum, Math.Sqrt(squares));

        double Worth(int label, int answer) => wanted.For == ThresholdGoal.Cost
            ? -wanted.Costs![label][answer] / answers.Photos
            : (label == answer ? 0.5 : 0) / (label == 1 ? positives : answers.Photos - positives);
    }

    private static double? Indifferent(IReadOnlyList<IReadOnlyList<double>> costs)
    {
        var (falseAlarm, miss) = (costs[0][1] - costs[0][0], costs[1][0] - costs[1][1]);
        return falseAlarm > 0 && miss > 0 ? falseAlarm / (falseAlarm + miss) : null;
    }
}
