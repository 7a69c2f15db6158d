using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Deduplication;

namespace PhotoScore.Core.Datasets.Assembling;

/// <summary>Finds which photos are the same.</summary>
internal static class DuplicateClusters
{
    /// <summary>For each photo the smallest position in its cluster: byte-identical photos, and near ones by the recipe's hash.</summary>
    public static int[] Find(DuplicatesRecipe recipe, IReadOnlyList<PhotoFacts> photos) => recipe.Hash switch
    {
        Recipes.PerceptualHash.None => Clusters.FindExact([.. photos.Select(photo => photo.Sha256)]),
        // Equal bytes have equal hashes, so these clusters hold the exact ones.
        Recipes.PerceptualHash.DHash => Clusters.Find([.. photos.Select(photo => photo.DHash)], recipe.MaxDistance),
        Recipes.PerceptualHash.PHash => Clusters.Find([.. photos.Select(photo => photo.PHash)], recipe.MaxDistance),
        _ => throw new ArgumentOutOfRangeException(nameof(recipe), recipe.Hash, "Not a perceptual hash."),
    };
}
