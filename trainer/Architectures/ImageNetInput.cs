using PhotoScore.Core.Imaging;
using PhotoScore.Trainer.Architectures.Layers;

namespace PhotoScore.Trainer.Architectures;

/// <summary>The input that networks for ImageNet share: shorter side 256, the middle 224 x 224.</summary>
internal static class ImageNetInput
{
    /// <summary>Rows and columns.</summary>
    public const int Side = 224;

    /// <summary>How a photo gets that size.</summary>
    public static Geometry Geometry { get; } = Geometry.ShortSide(256, Side);

    /// <summary>Starts a graph.</summary>
    public static (LayerGraphBuilder Graph, LayerNode Photo) Begin(PixelNormalization normalization)
    {
        var graph = new LayerGraphBuilder();
        return (graph, graph.AddPhoto(Side, Side, normalization));
    }
}
