using PhotoScore.Core.Imaging;
using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures.Layers;

namespace PhotoScore.Trainer.Architectures.ResNets;

/// <summary>
/// The residual network for photos of 32 x 32 in its smallest size: for a few hundred tiny photos and no pretrained weights. Rate, momentum, flips and shifts by an eighth are the
/// paper's; batch, epochs, decay and the cosine schedule are our choice, by validation photos.
/// </summary>
internal static class ResNet8
{
    private const int Side = 32;

    /// <summary>From nothing.</summary>
    public static Architecture FromScratch { get; } = new(
        "resnet8",
        "-",
        Geometry.Squash(Side, Side),
        new TrainingDefaults(
            "sgd", LearningRate: 0.1, "cosine", BatchSize: 32, Epochs: 60, new AugmentationSettings { HorizontalFlip = true, Translation = 0.125 }, "crossEntropy")
        {
            Nesterov = true,
            WeightDecay = 5e-4,
        },
        Layout)
    {
        Source = "He et al. 2016, section 4.2, with n = 1 and shortcuts of 1x1 convolutions",
    };

    private static LayerGraph Layout(int classCount, PixelNormalization normalization)
    {
        var graph = new LayerGraphBuilder();
        return graph.Classify(TorchvisionResNet.Trunk8(graph, graph.AddPhoto(Side, Side, normalization)), classCount);
    }
}
