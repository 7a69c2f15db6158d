using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Assembling;
using PhotoScore.Core.Datasets.Recipes;

namespace PhotoScore.Benchmarks.Imaging;

/// <summary>Which photos a recipe calls the same: to measure a recipe before it decides over a dataset.</summary>
/// <param name="recipe">What is near; a hash is named.</param>
/// <param name="photos">The photos, by position.</param>
internal sealed class NearPhotos(DuplicatesRecipe recipe, IReadOnlyList<PhotoFacts> photos)
{
    private readonly HashColumn _finder = HashColumn.Of(recipe.Hash, recipe.Mirror, photos);
    private readonly HashColumn? _confirmer = recipe.Confirm is { } confirm ? HashColumn.Of(confirm.Hash, recipe.Mirror, photos) : null;

    /// <summary>Whether two photos are near, and confirmed so if the recipe asks for it.</summary>
    public bool AreNear(int a, int b) =>
        IsWithin(_finder, a, b, recipe.MaxDistance) && (_confirmer is null || IsWithin(_confirmer, a, b, recipe.Confirm!.MaxDistance));

    /// <summary>The positions of each cluster; a lone photo is one of its own.</summary>
    public IEnumerable<int[]> Clusters() =>
        DuplicateClusters.Find(recipe, photos).Index().GroupBy(cluster => cluster.Item, cluster => cluster.Index).Select(group => group.ToArray());

    /// <summary>Bits between the two of these photos that are farthest apart.</summary>
    public int Diameter(IReadOnlyList<int> cluster) =>
        cluster.Index().Max(one => cluster.Skip(one.Index).Max(other => _finder.Distance(one.Item, other)));

    private static bool IsWithin(HashColumn hashes, int a, int b, int distance) => hashes.Has(a) && hashes.Has(b) && hashes.Distance(a, b) <= distance;
}
