using PhotoScore.Trainer.Architectures.Layers;

namespace PhotoScore.Trainer.Architectures.MobileNets;

/// <summary>MobileNetV2 as torchvision lays it out: what a new user on a CPU begins with, given pretrained weights.</summary>
internal static class MobileNetV2
{
    private static readonly PretrainedTrunk Trunk = new("mobilenet-v2", "mobilenet_v2", "Sandler et al. 2018, as torchvision lays it out", Layout);

    /// <summary>Every layer learns.</summary>
    public static Architecture Finetune => Trunk.Finetune;

    /// <summary>The 1,280 means of the last planes, frozen, and what is learned from them.</summary>
    public static Architecture Features => Trunk.Features;

    /// <summary>3,504,872 learned parameters for 1,000 classes.</summary>
    public static LayerGraph Layout(int classCount, PixelNormalization normalization)
    {
        var (graph, photo) = ImageNetInput.Begin(normalization);
        return graph.Classify(graph.Add("classifier.0", new Dropout(0.2), MobileNetV2Trunk.Add(graph, photo)), classCount);
    }
}
