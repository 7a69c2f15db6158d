using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Imaging;

namespace PhotoScore.Functions.Datasets.Chunks.Filters;

/// <summary>Photos that are large enough and not too long, at full size.</summary>
internal sealed class ResolutionCheck(ResolutionFilter filter) : IPhotoFilter
{
    public PhotoRefusal? Check(DecodedImage photo)
    {
        var (width, height) = (photo.Width, photo.Height);
        var megapixels = width * (double)height / 1e6;
        return width < filter.MinWidth ? PhotoRefusal.Of(Outcomes.LowResolution, $"{width} pixels wide; the recipe asks for {filter.MinWidth}.")
            : height < filter.MinHeight ? PhotoRefusal.Of(Outcomes.LowResolution, $"{height} pixels high; the recipe asks for {filter.MinHeight}.")
            : megapixels < filter.MinMegapixels ? PhotoRefusal.Of(Outcomes.LowResolution, $"{megapixels:0.####} megapixels; the recipe asks for {filter.MinMegapixels}.")
            : Aspect.Over(photo, filter.MaxAspect);
    }
}

/// <summary>The ratio of the longer side to the shorter.</summary>
internal static class Aspect
{
    public static PhotoRefusal? Over(DecodedImage photo, double? most)
    {
        var aspect = (double)Math.Max(photo.Width, photo.Height) / Math.Min(photo.Width, photo.Height);
        return aspect > most
            ? PhotoRefusal.Of(Outcomes.OddAspect, $"{photo.Width} x {photo.Height}, an aspect of {aspect:0.##}; the recipe allows {most}.")
            : null;
    }
}
