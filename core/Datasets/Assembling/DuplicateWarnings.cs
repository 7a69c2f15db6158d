using PhotoScore.Core.Datasets.Findings;
using PhotoScore.Core.Datasets.Recipes;

namespace PhotoScore.Core.Datasets.Assembling;

/// <summary>What the duplicates of a dataset give reason to look at.</summary>
internal static class DuplicateWarnings
{
    public static IEnumerable<DatasetWarning> Of(DuplicateFindings duplicates, DuplicatesRecipe recipe)
    {
        if (duplicates.ChainedClusters == 0)
            yield break;
        var widest = duplicates.Chained[0];
        yield return new DatasetWarning(
            "chained-duplicates",
            $"{duplicates.ChainedPhotos} photos are in {duplicates.ChainedClusters} clusters of duplicates that chain: in the widest, {widest.Cluster} with {widest.Photos} photos, two differ by {widest.Diameter} bits " +
            $"where the recipe calls {recipe.MaxDistance} near. They are hardly all the same photo: set a smaller maxDistance, a maxDiameter, or a second hash to confirm.");
    }
}
