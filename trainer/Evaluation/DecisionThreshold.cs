namespace PhotoScore.Trainer.Evaluation;

/// <summary>Chooses the probability of the second class from which on it is answered.</summary>
internal static class DecisionThreshold
{
    /// <summary>
    /// The threshold with the highest balanced accuracy; of several the one nearest to a half, so that a small validation split does not
    /// pull it far for nothing. Candidates are a half and the points midway between neighbouring probabilities, so that a constant
    /// answer is never chosen for its balanced accuracy of a half. Null for more than two classes; a half where a class is absent.
    /// </summary>
    public static double? Choose(Probabilities validation)
    {
        if (validation.Classes != 2)
            return null;
        var positives = validation.Labels.Count(label => label == 1);
        var negatives = validation.Photos - positives;
        if (positives == 0 || negatives == 0)
            return 0.5;

        var sorted = Enumerable.Range(0, validation.Photos).Select(i => (P: (double)validation[i][1], Label: validation.Labels[i])).OrderBy(p => p.P).ToArray();
        var (best, bestScore) = (0.5, ScoreAt(sorted, 0.5, positives, negatives));
        int negativesBelow = 0, positivesBelow = 0;
        for (var i = 0; i + 1 < sorted.Length; i++)
        {
            if (sorted[i].Label == 1)
                positivesBelow++;
            else
                negativesBelow++;
            if (sorted[i].P == sorted[i + 1].P)
                continue;
            var threshold = (sorted[i].P + sorted[i + 1].P) / 2;
            var score = Score(negativesBelow, positivesBelow, positives, negatives);
            if (score > bestScore || (score == bestScore && Math.Abs(threshold - 0.5) < Math.Abs(best - 0.5)))
                (best, bestScore) = (threshold, score);
        }

        return best;
    }

    private static double ScoreAt((double P, int Label)[] sorted, double threshold, int positives, int negatives) =>
        Score(sorted.Count(p => p.P < threshold && p.Label == 0), sorted.Count(p => p.P < threshold && p.Label == 1), positives, negatives);

    private static double Score(int negativesBelow, int positivesBelow, int positives, int negatives) =>
        0.5 * (((double)negativesBelow / negatives) + ((double)(positives - positivesBelow) / positives));
}
