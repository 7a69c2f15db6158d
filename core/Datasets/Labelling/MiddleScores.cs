namespace PhotoScore.Core.Datasets.Labelling;

/// <summary>Chooses the photos in the middle, which a recipe may leave out because they clearly belong to neither of two neighbouring classes.</summary>
internal static class MiddleScores
{
    // Not the order of keys themselves: they begin with the number of the source.
    private const string Purpose = "middle";

    /// <summary>True at the given share of positions, rounded down, that are nearest to a place where classes part; among equally near ones the hash of the key decides.</summary>
    public static bool[] Choose(double share, double[] distances, Func<int, string> keyOf)
    {
        var chosen = new bool[distances.Length];
        if (share <= 0)
            return chosen;
        foreach (var position in Enumerable.Range(0, distances.Length)
            .OrderBy(position => distances[position])
            .ThenBy(position => SeededOrder.Rank(Purpose, 0, keyOf(position)))
            .ThenBy(keyOf, StringComparer.Ordinal)
            .Take((int)(share * distances.Length)))
        {
            chosen[position] = true;
        }

        return chosen;
    }
}
