namespace PhotoScore.Trainer.Evaluation;

/// <summary>How well probabilities put the second class above the first.</summary>
internal static class RocCurve
{
    /// <summary>
    /// The area under the ROC curve: the chance that a photo of the second class gets a higher probability than one of the first, ties
    /// counting half (Mann, Whitney 1947). Null for more than two classes or where a class is absent.
    /// </summary>
    public static double? Area(Probabilities answers)
    {
        long positives = answers.Labels.Count(label => label == 1), negatives = answers.Photos - positives;
        if (answers.Classes != 2 || positives == 0 || negatives == 0)
            return null;

        var sorted = Enumerable.Range(0, answers.Photos).OrderBy(photo => answers[photo][1]).ToArray();
        var rankSum = 0.0;
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            var tied = answers[sorted[start]][1];
            end = start;
            var positivesTied = 0;
            while (end < sorted.Length && answers[sorted[end]][1] == tied)
                positivesTied += answers.Labels[sorted[end++]];
            rankSum += positivesTied * ((start + 1 + end) / 2.0);
        }

        return (rankSum - (positives * (positives + 1) / 2.0)) / ((double)positives * negatives);
    }
}
