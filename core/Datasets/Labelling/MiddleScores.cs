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
        var count = (int)(share * distances.Length);
        if (count == 0)
            return chosen;

        var sorted = distances.ToArray();
        Array.Sort(sorted);
        var last = sorted[count - 1];
        for (var position = 0; position < distances.Length; position++)
            chosen[position] = distances[position] < last;
        foreach (var position in Enumerable.Range(0, distances.Length)
            .Where(position => distances[position] == last)
            .OrderBy(position => SeededOrder.Rank(Purpose, 0, keyOf(position)))
            .ThenBy(keyOf, StringComparer.Ordinal)
            .Take(count - Array.IndexOf(sorted, last)))
        {
            chosen[position] = true;
        }

        return chosen;
    }
}
