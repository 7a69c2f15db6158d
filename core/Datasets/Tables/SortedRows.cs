namespace PhotoScore.Core.Datasets.Tables;

/// <summary>Rows in the one order that tables have.</summary>
internal static class SortedRows
{
    /// <summary>Sorts by candidate key, and refuses a key that occurs twice: two rows with one key would have no order.</summary>
    /// <exception cref="InvalidDataException">A key occurs twice.</exception>
    public static TRow[] ByKey<TRow>(IEnumerable<TRow> rows, Func<TRow, string> key)
    {
        var sorted = rows.ToArray();
        Array.Sort(sorted, (a, b) => string.CompareOrdinal(key(a), key(b)));
        for (var i = 1; i < sorted.Length; i++)
        {
            if (key(sorted[i - 1]) == key(sorted[i]))
                throw new InvalidDataException($"Two rows have the candidate key '{key(sorted[i])}'; list each candidate once.");
        }

        return sorted;
    }
}
