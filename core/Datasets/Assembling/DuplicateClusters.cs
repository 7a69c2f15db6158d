using System.Runtime.InteropServices;
using PhotoScore.Core.Datasets.Recipes;

namespace PhotoScore.Core.Datasets.Assembling;

/// <summary>Finds which photos are the same.</summary>
internal static class DuplicateClusters
{
    /// <summary>For each photo the smallest position in its cluster.</summary>
    public static int[] Find(DuplicatesRecipe recipe, IReadOnlyList<StoredPhoto> photos)
    {
        _ = recipe;
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. photos.Select((photo, i) => CollectionsMarshal.GetValueRefOrAddDefault(first, photo.Facts.Sha256, out var known) = known ? first[photo.Facts.Sha256] : i)];
    }
}
