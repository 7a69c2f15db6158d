using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures.Layers;

namespace PhotoScore.Trainer.Architectures.MobileNets;

/// <summary>MobileNetV2 as torchvision lays it out: what a new user on a CPU begins with, given pretrained weights.</summary>
internal static class MobileNetV2
{
    /// <summary>Every layer learns.</summary>
    public static Architecture Finetune { get; } = Create(
        "mobilenet-v2-finetune",
        new TrainingDefaults(
            "adam", LearningRate: 1e-4, "cosine", BatchSize: 32, Epochs: 15, new AugmentationSettings { Zoom = 0.1, RotationDegrees = 10, HorizontalFlip = true }, "crossEntropy"),
        trainableFrom: null);

    /// <summary>The 1,280 means of the last planes, frozen, and what is learned from them.</summary>
    public static Architecture Features { get; } = Create(
        "mobilenet-v2-features",
        new TrainingDefaults("adam", LearningRate: 1e-3, "constant", BatchSize: 32, Epochs: 30, new(), "crossEntropy"),
        trainableFrom: "logits");

    /// <summary>3,504,872 learned parameters for 1,000 classes.</summary>
    public static LayerGraph Layout(int classCount, PixelNormalization normalization)
    {
        var (graph, photo) = ImageNetInput.Begin(normalization);
        return graph.Classify(graph.Add("classifier.0", new Dropout(0.2), MobileNetV2Trunk.Add(graph, photo)), classCount);
    }

    private static Architecture Create(string name, TrainingDefaults defaults, string? trainableFrom) => new(name, "-", ImageNetInput.Geometry, defaults, Layout)
    {
        Source = "Sandler et al. 2018, as torchvision lays it out",
        Torchvision = "mobilenet_v2",
        Normalization = PixelNormalization.ImageNet,
        TrainableFrom = trainableFrom,
        Method = trainableFrom is null ? TrainingMethod.Gradient : TrainingMethod.Features,
        Classifier = trainableFrom is null ? null : new ClassifierSettings { Kind = ClassifierWords.Logistic, Mirror = true },
    };
}
