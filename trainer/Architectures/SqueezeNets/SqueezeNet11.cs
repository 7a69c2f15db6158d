using PhotoScore.Trainer.Architectures.Layers;

namespace PhotoScore.Trainer.Architectures.SqueezeNets;

/// <summary>
/// SqueezeNet 1.1's convolutions as torchvision lays them out, and the 512 means of the last planes. Its own last convolution, which gave a plane
/// a class, is a dense layer on those means here, as in every other network.
/// </summary>
internal static class SqueezeNet11
{
    private static readonly PretrainedTrunk Trunk = new("squeezenet1-1", "squeezenet1_1", "Iandola et al. 2016, version 1.1, as torchvision lays it out", Layout);

    /// <summary>Every layer learns.</summary>
    public static Architecture Finetune => Trunk.Finetune;

    /// <summary>The 512 means, frozen, and what is learned from them.</summary>
    public static Architecture Features => Trunk.Features;

    /// <summary>1,235,496 learned parameters for 1,000 classes.</summary>
    public static LayerGraph Layout(int classCount, PixelNormalization normalization)
    {
        var (graph, photo) = ImageNetInput.Begin(normalization);
        var pooled = graph.Add("pool", new GlobalAveragePool(), Convolutions(graph, photo));
        return graph.Classify(graph.Add("classifier.0", new Dropout(0.5), pooled), classCount);
    }

    private static LayerNode Convolutions(LayerGraphBuilder graph, LayerNode photo)
    {
        var planes = graph.Add("features.0", new Conv(3, 64, Kernel: 3, Stride: 2, Weights: Initialization.HeNormal), photo);
        planes = graph.Add("features.1", new Relu(), planes);
        foreach (var (number, squeezed, expanded) in new[] { (2, 0, 0), (3, 16, 64), (4, 16, 64), (5, 0, 0), (6, 32, 128), (7, 32, 128), (8, 0, 0), (9, 48, 192), (10, 48, 192), (11, 64, 256), (12, 64, 256) })
            planes = expanded == 0 ? graph.Add($"features.{number}", new MaxPool(3, Stride: 2), planes) : Fire(graph, planes, $"features.{number}", squeezed, expanded);
        return planes;
    }

    private static LayerNode Fire(LayerGraphBuilder graph, LayerNode input, string name, int squeezed, int expanded)
    {
        var planes = Convolve(graph, input, $"{name}.squeeze", squeezed, kernel: 1);
        return graph.Add(
            $"{name}.concat",
            new Concat(),
            Convolve(graph, planes, $"{name}.expand1x1", expanded, kernel: 1),
            Convolve(graph, planes, $"{name}.expand3x3", expanded, kernel: 3));
    }

    private static LayerNode Convolve(LayerGraphBuilder graph, LayerNode input, string name, int outputs, int kernel)
    {
        var convolution = new Conv(((Shape.Planes)input.Shape).Channels, outputs, kernel, Padding: kernel / 2, Weights: Initialization.HeNormal);
        return graph.Add($"{name}_activation", new Relu(), graph.Add(name, convolution, input));
    }
}
