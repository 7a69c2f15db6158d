using PhotoScore.Core.Datasets.Recipes;

namespace PhotoScore.Functions.Datasets.Chunks;

/// <summary>The size that a photo is stored at.</summary>
internal static class StoredSize
{
    /// <summary>Columns and rows; never more than the photo has, never none.</summary>
    public static (int Width, int Height) Of(int width, int height, ImageRecipe recipe) => recipe.Resize switch
    {
        StoredResize.ShortSide => Scale(width, height, Math.Min(width, height), recipe.Size),
        StoredResize.LongSide => Scale(width, height, Math.Max(width, height), recipe.Size),
        StoredResize.Squash => (Math.Min(width, recipe.Size), Math.Min(height, recipe.Size)),
        _ => (width, height),
    };

    // torchvision cuts off towards zero: a photo that is resized here and one that is resized there have the same size.
    private static (int Width, int Height) Scale(int width, int height, int side, int size) =>
        side <= size ? (width, height) : (Cut(width, size, side), Cut(height, size, side));

    private static int Cut(int length, int size, int side) => Math.Max(1, (int)((double)((long)length * size) / side));
}
