using PhotoScore.Core.Datasets;

namespace PhotoScore.Core.Models.Neighbours;

/// <summary>Which photos' embeddings are published.</summary>
public static class EmbeddingSample
{
    /// <summary>All of them, or a sample that depends on the seed and the keys alone; in their own order.</summary>
    /// <param name="keys">Of the train split.</param>
    /// <param name="most">How many are published.</param>
    /// <param name="seed">The training's.</param>
    /// <returns>Their positions.</returns>
    public static IReadOnlyList<int> Of(IReadOnlyList<string> keys, int most, int seed)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var all = Enumerable.Range(0, keys.Count);
        return keys.Count <= most
            ? [.. all]
            : [.. all.OrderBy(photo => SeededOrder.Rank("embeddings", seed, keys[photo])).Take(most).Order()];
    }
}
