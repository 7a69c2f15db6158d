using PhotoScore.Core.Datasets.Recipes;

namespace PhotoScore.Functions.Datasets.Listing.Flickr;

/// <summary>A size in which Flickr has a photo.</summary>
/// <param name="Name">The letter that API answers and file names know it by; see <see cref="FlickrSizes"/>.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
internal readonly record struct FlickrSize(string Name, int Width, int Height);

/// <summary>
/// Which file of a photo to fetch: the smallest one that is large enough for the recipe. Suffixes and edges are those of
/// https://www.flickr.com/services/api/misc.urls.html; of its sizes only those are of use here that are not cropped and share the
/// photo's one secret:
/// <code>
/// suffix        m    n    w    (none)  z    c    b
/// longest edge  240  320  400  500     640  800  1024
/// </code>
/// 1,600 pixels and more, and the original, have secrets of their own, which the owner may withhold.
/// </summary>
internal static class FlickrSizes
{
    // By the file's suffix; "-" has none. In the extras of flickr.photos.search the letters differ, see Extras.
    private static readonly (string Name, int Edge)[] Edges = [("m", 240), ("n", 320), ("w", 400), ("-", 500), ("z", 640), ("c", 800), ("b", 1024)];

    // Wider photos are rare; theirs is stored somewhat smaller than asked, as it would be if the original were no larger.
    private const double WidestAspect = 16.0 / 9;

    /// <summary>By the file's suffix, how the extras <c>url_*</c>, <c>width_*</c> and <c>height_*</c> of a search name the size.</summary>
    public static IReadOnlyList<(string Name, string Extra)> Extras { get; } = [("m", "s"), ("n", "n"), ("w", "w"), ("-", "m"), ("z", "z"), ("c", "c"), ("b", "l")];

    /// <summary>The smallest size that is enough, or the largest there is.</summary>
    /// <param name="recipe">What photos must be, and how they are stored.</param>
    /// <param name="known">The sizes that are known to exist, in any order; when empty, all are taken to exist for a photo of 16:9.</param>
    /// <returns>A size's name.</returns>
    public static string Choose(ImageRecipe recipe, IReadOnlyList<FlickrSize> known)
    {
        if (recipe.Resize == StoredResize.None)
            return known.Count == 0 ? Edges[^1].Name : Largest(known).Name;

        if (known.Count == 0)
        {
            var needed = Math.Max(recipe.MinWidth, recipe.MinHeight);
            var edge = recipe.Resize == StoredResize.LongSide
                ? Math.Max(recipe.Size, needed * WidestAspect)
                : Math.Max(recipe.Size, needed) * WidestAspect;
            return Array.Find(Edges, size => size.Edge >= edge).Name ?? Edges[^1].Name;
        }

        foreach (var size in known.OrderBy(size => Math.Max(size.Width, size.Height)))
        {
            var side = recipe.Resize == StoredResize.LongSide ? Math.Max(size.Width, size.Height) : Math.Min(size.Width, size.Height);
            if (side >= recipe.Size && size.Width >= recipe.MinWidth && size.Height >= recipe.MinHeight)
                return size.Name;
        }
        return Largest(known).Name;
    }

    /// <summary>What a size's files have before their extension.</summary>
    public static string Suffix(string name) => name == "-" ? "" : $"_{name}";

    private static FlickrSize Largest(IReadOnlyList<FlickrSize> known) => known.MaxBy(size => Math.Max(size.Width, size.Height));
}
