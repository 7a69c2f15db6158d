using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures.Layers;

namespace PhotoScore.Trainer.Architectures;

/// <summary>The two ways to begin from a pretrained network for ImageNet.</summary>
/// <param name="name">What both names begin with.</param>
/// <param name="torchvision">torchvision's name of the network.</param>
/// <param name="source">Where its layout is from.</param>
/// <param name="layout">Its layers; a last one named <c>logits</c>.</param>
internal sealed class PretrainedTrunk(string name, string torchvision, string source, Func<int, PixelNormalization, LayerGraph> layout)
{
    /// <summary>Every layer learns.</summary>
    public Architecture Finetune { get; } = new(
        $"{name}-finetune",
        "-",
        ImageNetInput.Geometry,
        new TrainingDefaults(
            "adam", LearningRate: 1e-4, "cosine", BatchSize: 32, Epochs: 15, new AugmentationSettings { Zoom = 0.1, RotationDegrees = 10, HorizontalFlip = true }, "crossEntropy"),
        layout)
    {
        Source = source,
        Torchvision = torchvision,
        Normalization = PixelNormalization.ImageNet,
    };

    /// <summary>What the last layer sees is frozen, and a classifier is fitted to that of every photo and its mirror image.</summary>
    public Architecture Features { get; } = new(
        $"{name}-features",
        "-",
        ImageNetInput.Geometry,
        new TrainingDefaults("adam", LearningRate: 1e-3, "constant", BatchSize: 32, Epochs: 30, new(), "crossEntropy"),
        layout)
    {
        Source = source,
        Torchvision = torchvision,
        Normalization = PixelNormalization.ImageNet,
        TrainableFrom = "logits",
        Method = TrainingMethod.Features,
        Classifier = new ClassifierSettings { Kind = ClassifierWords.Best, Mirror = true },
    };
}
