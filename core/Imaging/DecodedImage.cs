namespace PhotoScore.Core.Imaging;

/// <summary>A decoded photo: upright RGB pixels and what the file said about itself. Disposing it disposes the pixels.</summary>
/// <param name="Pixels">Upright RGB, 3 channels; owned by this object.</param>
/// <param name="Format">The format by content.</param>
/// <param name="Width">Columns of the upright photo at full size; more than <see cref="Pixels"/> has when it was shrunk on load.</param>
/// <param name="Height">Rows of the upright photo at full size.</param>
/// <param name="Orientation">The EXIF orientation that was applied, 1 to 8; 1 when there was none.</param>
public sealed record DecodedImage(Pixels Pixels, SniffedType Format, int Width, int Height, int Orientation) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Pixels.Dispose();
}
