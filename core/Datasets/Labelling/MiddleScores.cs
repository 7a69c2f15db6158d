namespace PhotoScore.Core.Datasets.Labelling;

/// <summary>Chooses the photos in the middle, which a recipe may leave out because they are neither clearly good nor clearly bad.</summary>
internal static class MiddleScores
{
    /// <summary>The given share of the scored photos, rounded down, whose scores are nearest to the only threshold; among equally near ones those with smaller keys.</summary>
    public static HashSet<int> Choose(double share, double[] thresholds, double?[] scores, IReadOnlyList<Candidate> candidates)
    {
        if (share <= 0 || thresholds.Length != 1)
            return [];
        var scored = Enumerable.Range(0, scores.Length).Where(i => scores[i] is not null).ToList();
        return [.. scored
            .OrderBy(i => Math.Abs(scores[i]!.Value - thresholds[0]))
            .ThenBy(i => candidates[i].Key, StringComparer.Ordinal)
            .Take((int)(share * scored.Count))];
    }
}
