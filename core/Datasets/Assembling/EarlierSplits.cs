using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Datasets.Splitting;

namespace PhotoScore.Core.Datasets.Assembling;

/// <summary>Finds which photos earlier versions of a dataset have given a split to, themselves or one like them.</summary>
internal static class EarlierSplits
{
    /// <summary>For each stored photo the split that binds its cluster; null where nothing does.</summary>
    /// <param name="recipe">Says when two photos are the same, and whether authors count.</param>
    /// <param name="stored">All stored photos: what is known of a duplicate that is dropped binds the photo that stands for it.</param>
    /// <param name="clusters">For each photo the smallest position in its cluster.</param>
    /// <param name="known">The splits of earlier versions.</param>
    public static Split?[] Of(Recipe recipe, IReadOnlyList<StoredPhoto> stored, int[] clusters, KnownSplits known)
    {
        var splits = new Split?[stored.Count];
        if (known.IsEmpty)
            return splits;

        var byAuthor = recipe.Split.GroupBy == SplitGroup.Author;
        var near = OfLikePhotos(recipe.Duplicates, stored, known);
        for (var i = 0; i < splits.Length; i++)
            splits[i] = KnownSplits.Strictest(known.Of(stored[i].Candidate, stored[i].Facts, byAuthor), near[i]);

        var byCluster = new Split?[stored.Count];
        for (var i = 0; i < splits.Length; i++)
            byCluster[clusters[i]] = KnownSplits.Strictest(byCluster[clusters[i]], splits[i]);
        return [.. clusters.Select(cluster => byCluster[cluster])];
    }

    // The known photos join the clustering here only: they bind splits, but must not make duplicates of photos that are none without them.
    private static Split?[] OfLikePhotos(DuplicatesRecipe recipe, IReadOnlyList<StoredPhoto> stored, KnownSplits known)
    {
        var clusters = DuplicateClusters.Find(recipe, [.. stored.Select(photo => photo.Facts), .. known.Photos.Select(photo => photo.Facts)]);
        var splits = new Split?[clusters.Length];
        for (var i = 0; i < known.Photos.Count; i++)
        {
            var cluster = clusters[stored.Count + i];
            splits[cluster] = KnownSplits.Strictest(splits[cluster], known.Photos[i].Split);
        }

        return [.. clusters.Take(stored.Count).Select(cluster => splits[cluster])];
    }
}
