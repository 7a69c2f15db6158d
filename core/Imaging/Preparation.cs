using PhotoScore.Core.Imaging.Resampling;

namespace PhotoScore.Core.Imaging;

/// <summary>The one path from a photo to a model's input, for trainer and server alike.</summary>
public static class Preparation
{
    private const long MaxResultPixels = 100_000_000;

    /// <summary>
    /// Resizes and crops as <paramref name="geometry"/> says: the same samples as torchvision's Resize and CenterCrop on a
    /// Pillow image. Only the part that the crop keeps is computed.
    /// </summary>
    /// <param name="photo">Upright RGB or grey; it is left as it is.</param>
    /// <param name="geometry">A geometry without faults.</param>
    /// <returns>A new picture with the photo's channels, to be disposed by the caller.</returns>
    /// <exception cref="ArgumentException"><paramref name="geometry"/> has faults; the message names them all.</exception>
    /// <exception cref="ImageRejectedException">The photo is so long and narrow that the result would exceed 100 million pixels.</exception>
    public static Pixels Prepare(Pixels photo, Geometry geometry)
    {
        ArgumentNullException.ThrowIfNull(photo);
        var (width, height, window) = Plan(photo, geometry);
        return Resampler.Resize(photo, width, height, ResampleFilter.Bilinear, window);
    }

    /// <summary>As <see cref="Prepare"/>, into memory of the caller: rows, channels interleaved.</summary>
    /// <param name="photo">Upright RGB or grey; it is left as it is.</param>
    /// <param name="geometry">A geometry without faults.</param>
    /// <param name="destination">Exactly as many bytes as the result has samples.</param>
    /// <exception cref="ArgumentException"><paramref name="geometry"/> has faults, or <paramref name="destination"/> has another length.</exception>
    /// <exception cref="ImageRejectedException">The photo is so long and narrow that the result would exceed 100 million pixels.</exception>
    public static void PrepareInto(Pixels photo, Geometry geometry, Span<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(photo);
        var (width, height, window) = Plan(photo, geometry);
        Resampler.ResizeInto(photo, width, height, ResampleFilter.Bilinear, window, destination);
    }

    private static (int Width, int Height, Window Window) Plan(Pixels photo, Geometry geometry)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        if (geometry.Faults() is { Count: > 0 } faults)
            throw new ArgumentException(string.Join(" ", faults), nameof(geometry));

        var (width, height) = geometry.ResizedSize(photo.Width, photo.Height);
        var window = geometry.Crop is { } crop ? Window.Centred(width, height, crop) : new Window(0, 0, width, height);
        if ((long)window.Width * window.Height > MaxResultPixels)
            throw new ImageRejectedException(RejectionReason.TooManyPixels, SniffedType.Unknown, $"A photo of {photo.Width} x {photo.Height} would become {width} x {height}; at most {MaxResultPixels} pixels are made.");

        return (width, height, window);
    }
}
