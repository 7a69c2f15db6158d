using PhotoScore.Core.Imaging;
using PhotoScore.Core.Models;

namespace PhotoScore.Functions.Predictions;

/// <summary>A photo that a shadow is to be asked about; disposing lets go of the shadow.</summary>
/// <param name="Answering">Who answered.</param>
/// <param name="Probabilities">What it gave.</param>
/// <param name="Shadow">Held by this.</param>
/// <param name="File">The photo; null where there is a tensor.</param>
/// <param name="Tensor">Owned by this; null where there is a file.</param>
/// <param name="Bytes">What it keeps in memory.</param>
internal sealed record MirroredPhoto(
    ModelManifest Answering, ReadOnlyMemory<float> Probabilities, LoadedModel Shadow, byte[]? File, Pixels? Tensor, int Bytes) : IDisposable
{
    /// <summary>The shadow's input, to be disposed by the caller, and the size of the photo where it is known.</summary>
    public Pixels Prepare(out (int Width, int Height)? original)
    {
        original = null;
        if (Tensor is not null)
            return Pixels.From(Tensor.Span, Tensor.Width, Tensor.Height);
        using var decoded = ImageDecoder.Decode(File!);
        original = (decoded.Width, decoded.Height);
        return Preparation.Prepare(decoded.Pixels, Shadow.Manifest.Geometry);
    }

    public void Dispose()
    {
        Tensor?.Dispose();
        Shadow.Release();
    }
}
