using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures.Layers;

namespace PhotoScore.Trainer.Architectures.ResNets;

/// <summary>ResNet-18 as torchvision lays it out, the default on a GPU: from nothing, or from pretrained weights with small steps.</summary>
internal static class ResNet18
{
    /// <summary>From nothing.</summary>
    public static Architecture FromScratch { get; } = Create(
        "resnet18", new TrainingDefaults("sgd", LearningRate: 0.05, "cosine", BatchSize: 64, Epochs: 60, Augmentation, "crossEntropy") { WeightDecay = 1e-4 });

    /// <summary>From pretrained weights.</summary>
    public static Architecture Finetune { get; } = Create(
        "resnet18-finetune", new TrainingDefaults("adam", LearningRate: 1e-4, "cosine", BatchSize: 32, Epochs: 15, Augmentation, "crossEntropy"));

    private static AugmentationSettings Augmentation => new() { Zoom = 0.1, RotationDegrees = 10, HorizontalFlip = true };

    /// <summary>11,689,512 learned parameters for 1,000 classes.</summary>
    public static LayerGraph Layout(int classCount, PixelNormalization normalization)
    {
        var (graph, photo) = ImageNetInput.Begin(normalization);
        return graph.Classify(TorchvisionResNet.Trunk18(graph, photo), classCount);
    }

    private static Architecture Create(string name, TrainingDefaults defaults) => new(name, "-", ImageNetInput.Geometry, defaults, Layout)
    {
        Source = ResNetSources.Torchvision,
        Torchvision = "resnet18",
        Normalization = PixelNormalization.ImageNet,
    };
}
