using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Deduplication;

namespace PhotoScore.Core.Datasets.Assembling;

/// <summary>
/// Finds which photos are the same: those of equal bytes, and those whose hashes are near, confirmed by a second hash if the recipe names one. Without a limit of
/// diameter a cluster is all that is connected by near pairs. With one, the nearest pairs are united first (of equally near ones that whose positions sort
/// first), and two clusters only if any two photos of both differ by no more than the limit: complete linkage, so that the order photos came in leaves no trace.
/// </summary>
internal static class DuplicateClusters
{
    /// <summary>For each photo the smallest position in its cluster.</summary>
    /// <param name="recipe">What is near.</param>
    /// <param name="photos">Sorted by key, so that positions don't depend on the order they arrived in.</param>
    public static int[] Find(DuplicatesRecipe recipe, IReadOnlyList<PhotoFacts> photos)
    {
        var exact = Clusters.FindExact([.. photos.Select(photo => photo.Sha256)]);
        if (recipe.Hash == PerceptualHash.None)
            return exact;

        var union = new DisjointSets(photos.Count);
        for (var i = 0; i < exact.Length; i++)
            union.Unite(exact[i], i);
        var finder = HashColumn.Of(recipe.Hash, recipe.Mirror, photos);
        var confirmer = recipe.Confirm is { } confirm ? HashColumn.Of(confirm.Hash, recipe.Mirror, photos) : null;
        var different = UniteEqual(union, Enumerable.Range(0, photos.Count).Where(i => finder.Has(i) && confirmer?.Has(i) != false), finder, confirmer);
        if (recipe.MaxDiameter is not { } maxDiameter)
        {
            ForEachNear(union.Unite);
            return union.Roots();
        }

        var tight = new TightClusters(union, finder.Distance, maxDiameter);
        ForEachNear(tight.Add);
        tight.Unite();
        return union.Roots();

        void ForEachNear(Action<int, int> pair)
        {
            // What equals are near to is found by one of them; pairs at distance 0 are left only where the second hash differs.
            if (recipe.MaxDistance == 0 && confirmer is null && !recipe.Mirror)
                return;
            finder.ForEachNear(different, recipe.MaxDistance, confirmer is null ? pair : (a, b) =>
            {
                if (confirmer.Distance(a, b) <= recipe.Confirm!.MaxDistance)
                    pair(a, b);
            });
        }
    }

    /// <summary>Unites photos whose hashes are all equal, and gives the first of each: a thousand copies of one picture must not become half a million pairs.</summary>
    private static List<int> UniteEqual(DisjointSets union, IEnumerable<int> photos, HashColumn finder, HashColumn? confirmer)
    {
        var first = new HashSet<int>(new EqualHashes(finder, confirmer));
        var different = new List<int>();
        foreach (var i in photos)
        {
            if (first.TryGetValue(i, out var same))
            {
                union.Unite(same, i);
                continue;
            }

            first.Add(i);
            different.Add(i);
        }

        return different;
    }

    // Compares positions by what is stored there: a set of them holds 16 bytes a photo, whatever the hashes' size.
    private sealed class EqualHashes(HashColumn finder, HashColumn? confirmer) : IEqualityComparer<int>
    {
        public bool Equals(int x, int y) => finder.Hash(x) == finder.Hash(y) && (confirmer is null || confirmer.Hash(x) == confirmer.Hash(y));

        public int GetHashCode(int photo) => HashCode.Combine(finder.Hash(photo), confirmer?.Hash(photo));
    }
}
