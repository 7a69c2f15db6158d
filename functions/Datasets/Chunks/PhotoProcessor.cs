using Microsoft.ML.OnnxRuntime;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Imaging;
using PhotoScore.Core.Imaging.Resampling;
using PhotoScore.Functions.Datasets.Chunks.Filters;

namespace PhotoScore.Functions.Datasets.Chunks;

/// <summary>What became of a photo's bytes: a JPEG to store, or an outcome for the ledger.</summary>
internal abstract record ProcessedPhoto
{
    /// <summary>It is to be stored.</summary>
    /// <param name="Facts">What is known of it, but where it will lie.</param>
    /// <param name="Jpeg">The resized photo.</param>
    public sealed record Accepted(PhotoFacts Facts, byte[] Jpeg) : ProcessedPhoto;

    /// <summary>It is not.</summary>
    /// <param name="Outcome">A word of the ledger.</param>
    /// <param name="Detail">The reason in words.</param>
    public sealed record Rejected(string Outcome, string Detail) : ProcessedPhoto;
}

/// <summary>Decodes, checks, filters, hashes and resizes one photo.</summary>
internal static class PhotoProcessor
{
    /// <summary>Never throws for what is wrong with the photo.</summary>
    public static ProcessedPhoto Process(byte[] bytes, Recipe recipe, PhotoFilterSet filters)
    {
        try
        {
            using var photo = ImageDecoder.Decode(bytes);
            var image = recipe.Image;
            if (photo.Width < image.MinWidth || photo.Height < image.MinHeight)
            {
                return new ProcessedPhoto.Rejected(
                    Outcomes.TooSmall, $"{photo.Width} x {photo.Height} pixels; the recipe asks for {image.MinWidth} x {image.MinHeight}.");
            }
            return filters.Check(photo) is { } refusal ? new ProcessedPhoto.Rejected(refusal.Outcome, refusal.Detail) : Accept(bytes, photo, recipe);
        }
        catch (ImageRejectedException e)
        {
            return new ProcessedPhoto.Rejected(e.Code, e.Message);
        }
        // A codec may fail in ways that nobody foresaw; one photo must not stop the thousands after it. A network that fails is no photo's fault.
        catch (Exception e) when (e is not (OutOfMemoryException or OnnxRuntimeException))
        {
            return new ProcessedPhoto.Rejected(RejectionReason.Corrupt.Code(), $"It could not be decoded: {e.Message}");
        }
    }

    private static ProcessedPhoto.Accepted Accept(byte[] bytes, DecodedImage photo, Recipe recipe)
    {
        var (width, height) = StoredSize.Of(photo.Width, photo.Height, recipe.Image);
        using var small = (width, height) == (photo.Width, photo.Height) ? null : Resampler.Resize(photo.Pixels, width, height, ResampleFilter.Bilinear);
        var stored = small ?? photo.Pixels;
        return new ProcessedPhoto.Accepted(PhotoDescription.Of(bytes, photo, stored, recipe.Duplicates), JpegEncoder.Encode(stored, recipe.Image.JpegQuality));
    }
}
