using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Overlaps;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Imaging;
using PhotoScore.Functions.Predictions;

namespace PhotoScore.Functions.Datasets.Overlap;

/// <summary>A photo that can be compared, or why it can't be: one of the two.</summary>
internal sealed record DescribedPhoto(LabelledPhoto? Photo, OverlapError? Error)
{
    /// <summary>Decodes a file and computes what is compared.</summary>
    /// <param name="id">How the answer names it.</param>
    /// <param name="file">Its bytes; null when there are none.</param>
    /// <param name="error">Why there are none.</param>
    /// <param name="recipe">Says which hash.</param>
    public static DescribedPhoto Of(string id, byte[]? file, PhotoError? error, DuplicatesRecipe recipe)
    {
        if (file is null)
            return Failed(id, error!.Code, error.Message);
        try
        {
            using var photo = ImageDecoder.Decode(file);
            return new(new LabelledPhoto(new OverlapPhoto(id, PhotoDescription.Of(file, photo, photo.Pixels, recipe))), null);
        }
        catch (ImageRejectedException e)
        {
            return Failed(id, e.Code, e.Message);
        }
    }

    public static DescribedPhoto Failed(string id, string code, string message) => new(null, new OverlapError(id, code, message));
}
