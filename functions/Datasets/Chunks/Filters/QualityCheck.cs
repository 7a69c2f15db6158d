using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Imaging;
using PhotoScore.Core.Imaging.Quality;

namespace PhotoScore.Functions.Datasets.Chunks.Filters;

/// <summary>Photos that show something. A black frame has no edges and no contrast either: the first of its faults is the one to name.</summary>
internal sealed class QualityCheck(QualityFilter filter) : IPhotoFilter
{
    public PhotoRefusal? Check(DecodedImage photo) => Aspect.Over(photo, filter.MaxAspect) ?? Check(PhotoQuality.Of(photo.Pixels));

    private PhotoRefusal? Check(PhotoQuality quality) =>
        quality.LightBrightness < filter.MinBrightness
            ? PhotoRefusal.Of(Outcomes.TooDark, $"The 99th percentile of brightness is {quality.LightBrightness:0.###}; the recipe asks for {filter.MinBrightness}.")
        : quality.DarkBrightness > filter.MaxBrightness
            ? PhotoRefusal.Of(Outcomes.TooBright, $"The 5th percentile of brightness is {quality.DarkBrightness:0.###}; the recipe allows {filter.MaxBrightness}.")
        : quality.Contrast < filter.MinContrast
            ? PhotoRefusal.Of(Outcomes.NearUniform, $"The brightness deviates by {quality.Contrast:0.####}; the recipe asks for {filter.MinContrast}.")
        : quality.Entropy < filter.MinEntropy
            ? PhotoRefusal.Of(Outcomes.LowInformation, $"{quality.Entropy:0.##} bits of entropy; the recipe asks for {filter.MinEntropy}.")
        : quality.Sharpness < filter.MinSharpness
            ? PhotoRefusal.Of(Outcomes.TooBlurry, $"The edges deviate by {quality.Sharpness:0.##}; the recipe asks for {filter.MinSharpness}.")
        : quality.IsGrey && !filter.AllowGrey
            ? new PhotoRefusal(Outcomes.Greyscale, "Red, green and blue are equal in every pixel; the recipe allows no grey.")
        : null;
}
