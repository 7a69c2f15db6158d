using PhotoScore.Core.Datasets.Assembling;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Deduplication;

namespace PhotoScore.Core.Evaluation;

/// <summary>Photos that a model can't know.</summary>
public static class FreshPhotos
{
    /// <summary>
    /// The positions of the photos that are none of those that a model learned or chose from, nor duplicates of one, nor of an author of one. Duplicates are told by bytes,
    /// address, cluster and the difference hash; authors count unless the dataset lets them straddle splits, where every model knows them.
    /// </summary>
    /// <param name="photos">The photos to choose from.</param>
    /// <param name="known">Train and validation photos of the model's dataset.</param>
    /// <param name="recipe">Of the dataset that <paramref name="photos"/> are from.</param>
    public static IReadOnlyList<int> Of(IReadOnlyList<AssembledPhoto> photos, IReadOnlyList<AssembledPhoto> known, Recipe recipe)
    {
        ArgumentNullException.ThrowIfNull(photos);
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(recipe);
        var byAuthor = recipe.Split.GroupBy == SplitGroup.Author;
        var names = known.SelectMany(photo => Names(photo, byAuthor)).ToHashSet(StringComparer.Ordinal);
        var near = NearKnown(photos, known, recipe.Duplicates);
        return [.. Enumerable.Range(0, photos.Count).Where(i => !near[i] && !Names(photos[i], byAuthor).Any(names.Contains))];
    }

    private static IEnumerable<string> Names(AssembledPhoto photo, bool byAuthor)
    {
        yield return $"sha256:{photo.Facts.Sha256}";
        yield return $"url:{photo.Candidate.Url}";
        yield return $"cluster:{photo.Cluster}";
        if (byAuthor && photo.Candidate.Author is { } author)
            yield return $"author:{author}";
    }

    private static bool[] NearKnown(IReadOnlyList<AssembledPhoto> photos, IReadOnlyList<AssembledPhoto> known, DuplicatesRecipe recipe)
    {
        // What the recipe calls different, such as aligned faces that only look alike, is different here too.
        if (recipe.Hash == PerceptualHash.None || recipe.Confirm is not null)
            return new bool[photos.Count];
        var distance = recipe.Hash == PerceptualHash.DHash ? Math.Min(recipe.MaxDistance, 10) : 0;
        ulong[] hashes = [.. known.Select(photo => photo.Facts.DHash), .. photos.Select(photo => photo.Facts.DHash)];
        // A cluster is named by its smallest position: with the known ones first, it is below their count where one of them is in it.
        return [.. Clusters.Find(hashes, distance).Skip(known.Count).Select(cluster => cluster < known.Count)];
    }
}
