using PhotoScore.Trainer.Architectures.Layers;

namespace PhotoScore.Trainer.Architectures.ResNets;

/// <summary>
/// ResNet-50 as Keras lays it out, which the studies used: the stride is on the first 1x1 convolution of a stage, convolutions have biases, and
/// layers have Keras' names. torchvision's weights don't fit it; see <see cref="TorchvisionResNet"/>, also for how a block begins.
/// </summary>
internal static class KerasResNet50
{
    private const double Epsilon = 1.001e-5;

    /// <summary>Photo to the 2,048 means of the last planes: 23,587,712 parameters, of which 53,120 are moving statistics.</summary>
    public static LayerNode Trunk(LayerGraphBuilder graph, LayerNode photo)
    {
        var planes = Normalize(graph, graph.Add("conv1", new Conv(3, 64, 7, Stride: 2, Padding: 3, Weights: Initialization.HeNormal), photo), "bn_conv1");
        planes = graph.Add("conv1_relu", new Relu(), planes);
        planes = graph.Add("pool1", new MaxPool(3, Stride: 2, Padding: 1), planes);
        foreach (var (stage, width, blocks) in new[] { (2, 64, 3), (3, 128, 4), (4, 256, 6), (5, 512, 3) })
        {
            for (var block = 0; block < blocks; block++)
                planes = Block(graph, planes, $"{stage}{(char)('a' + block)}", width, stride: block == 0 && stage > 2 ? 2 : 1, project: block == 0);
        }

        return graph.Add("avg_pool", new GlobalAveragePool(), planes);
    }

    private static LayerNode Block(LayerGraphBuilder graph, LayerNode input, string name, int width, int stride, bool project)
    {
        var shortcut = project ? Branch(graph, input, $"{name}_branch1", 4 * width, kernel: 1, stride) : input;
        var planes = graph.Add($"res{name}_branch2a_relu", new Relu(), Branch(graph, input, $"{name}_branch2a", width, kernel: 1, stride));
        planes = graph.Add($"res{name}_branch2b_relu", new Relu(), Branch(graph, planes, $"{name}_branch2b", width, kernel: 3, stride: 1));
        planes = Branch(graph, planes, $"{name}_branch2c", 4 * width, kernel: 1, stride: 1, Initialization.Zeros);
        return graph.Add($"res{name}_relu", new Relu(), graph.Add($"res{name}", new Add(), planes, shortcut));
    }

    private static LayerNode Branch(
        LayerGraphBuilder graph, LayerNode input, string name, int outputs, int kernel, int stride, Initialization scale = Initialization.Ones)
    {
        var convolution = new Conv(Channels(input), outputs, kernel, stride, Padding: kernel / 2, Weights: Initialization.HeNormal);
        return Normalize(graph, graph.Add($"res{name}", convolution, input), $"bn{name}", scale);
    }

    private static LayerNode Normalize(LayerGraphBuilder graph, LayerNode input, string name, Initialization scale = Initialization.Ones) =>
        graph.Add(name, new BatchNorm(Channels(input), Epsilon, Scale: scale), input);

    private static int Channels(LayerNode node) => ((Shape.Planes)node.Shape).Channels;
}
