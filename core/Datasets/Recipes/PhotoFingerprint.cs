using System.Security.Cryptography;
using System.Text.Json;
using PhotoScore.Core.Json;

namespace PhotoScore.Core.Datasets.Recipes;

/// <summary>Names all that shapes a stored photo, what is known of it, and the verdict on it, besides the photo's own bytes.</summary>
public static class PhotoFingerprint
{
    // Raise it when the same bytes under the same recipe give other stored pixels, other facts or another verdict than before.
    private const int Revision = 1;

    /// <summary>Lowercase hex. Two recipes with one fingerprint make the same of the same bytes, so that one may take over what the other stored.</summary>
    public static string Of(Recipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        // An accepted recipe names the models of its filters by version and hash. Filters on metrics decide before a photo is fetched.
        FilterRecipe[] filters = [.. recipe.Filters.OfType<PhotoFilterRecipe>()];
        var shape = new Shape(
            Revision, recipe.Image, filters, recipe.Download.MaxBytes, recipe.Download.RespectNoAi,
            recipe.Duplicates.Mirror, recipe.Duplicates.Uses(PerceptualHash.Pdq));
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(shape, StoredJson.Compact)));
    }

    private sealed record Shape(int Revision, ImageRecipe Image, IReadOnlyList<FilterRecipe> Filters, int MaxBytes, bool RespectNoAi, bool Mirror, bool Pdq);
}
