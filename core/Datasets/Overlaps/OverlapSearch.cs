using PhotoScore.Core.Datasets.Assembling;
using PhotoScore.Core.Datasets.Recipes;

namespace PhotoScore.Core.Datasets.Overlaps;

/// <summary>A photo that is compared with a dataset, or one of the dataset.</summary>
/// <param name="Id">How its asker names it; in the dataset its key.</param>
/// <param name="Facts">Its hashes; those that <paramref name="HasHash"/> says nothing of are not looked at.</param>
/// <param name="HasHash">Whether the facts hold the hash that is compared; without it only byte-identical photos are found.</param>
public sealed record OverlapPhoto(string Id, PhotoFacts Facts, bool HasHash = true);

/// <summary>Two photos that are the same.</summary>
/// <param name="Asked">Position among the photos asked for.</param>
/// <param name="Known">Position among the dataset's.</param>
/// <param name="Exact">Whether their bytes are the same; otherwise they only look so.</param>
/// <param name="Distance">Bits in which their hashes differ; 0 when exact.</param>
/// <param name="Mirrored">Whether one is like the other's mirror image.</param>
public readonly record struct OverlapMatch(int Asked, int Known, bool Exact, int Distance, bool Mirrored);

/// <summary>Finds which photos a dataset holds already.</summary>
public static class OverlapSearch
{
    /// <summary>Every pair of an asked and a known photo that are byte-identical or near, sorted by asked photo, then the nearest first, then by known photo.</summary>
    /// <param name="recipe">The hash, the distance, and whether mirror images count; the rest of it is not looked at.</param>
    /// <param name="known">The photos of the dataset.</param>
    /// <param name="asked">The photos to look for.</param>
    public static IReadOnlyList<OverlapMatch> Find(DuplicatesRecipe recipe, IReadOnlyList<OverlapPhoto> known, IReadOnlyList<OverlapPhoto> asked)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(asked);
        var matches = new HashSet<OverlapMatch>();
        var byFile = known.Index().Where(photo => photo.Item.Facts.Sha256.Length > 0).ToLookup(photo => photo.Item.Facts.Sha256, photo => photo.Index, StringComparer.Ordinal);
        foreach (var (i, photo) in asked.Index())
            matches.UnionWith(byFile[photo.Facts.Sha256].Select(k => new OverlapMatch(i, k, Exact: true, 0, Mirrored: false)));
        if (recipe.Hash != PerceptualHash.None)
            matches.UnionWith(Near(recipe, known, asked));
        return [.. matches.OrderBy(match => match.Asked).ThenBy(match => !match.Exact).ThenBy(match => match.Distance).ThenBy(match => match.Known)];
    }

    private static List<OverlapMatch> Near(DuplicatesRecipe recipe, IReadOnlyList<OverlapPhoto> known, IReadOnlyList<OverlapPhoto> asked)
    {
        OverlapPhoto[] all = [.. known, .. asked];
        var hashes = HashColumn.Of(recipe.Hash, recipe.Mirror, [.. all.Select(photo => photo.Facts)]);
        var matches = new List<OverlapMatch>();
        hashes.ForEachNear([.. Enumerable.Range(0, all.Length).Where(i => all[i].HasHash && hashes.Has(i))], recipe.MaxDistance, (a, b) =>
        {
            var (k, i) = (Math.Min(a, b), Math.Max(a, b));
            if (k < known.Count && i >= known.Count && (all[k].Facts.Sha256 != all[i].Facts.Sha256 || all[k].Facts.Sha256.Length == 0))
                matches.Add(new OverlapMatch(i - known.Count, k, Exact: false, hashes.Distance(a, b), hashes.IsMirrored(a, b)));
        });
        return matches;
    }
}
