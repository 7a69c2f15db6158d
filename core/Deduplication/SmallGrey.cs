using PhotoScore.Core.Imaging;
using PhotoScore.Core.Imaging.Resampling;

namespace PhotoScore.Core.Deduplication;

/// <summary>The small grey picture that the hashes start from.</summary>
internal static class SmallGrey
{
    public static Pixels Of(Pixels photo, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(photo);
        using var luma = photo.Channels == 1 ? null : Luma.Of(photo);
        return Resampler.Resize(luma ?? photo, width, height, ResampleFilter.Lanczos);
    }
}
