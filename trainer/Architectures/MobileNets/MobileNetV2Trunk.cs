using PhotoScore.Trainer.Architectures.Layers;

namespace PhotoScore.Trainer.Architectures.MobileNets;

/// <summary>MobileNetV2 up to the 1,280 means of its last planes; 2,223,872 learned parameters.</summary>
internal static class MobileNetV2Trunk
{
    /// <summary>The paper's table 2: expansion, channels, blocks, and the stride of the first of them.</summary>
    private static readonly (int Expansion, int Channels, int Blocks, int Stride)[] Stages =
        [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)];

    public static LayerNode Add(LayerGraphBuilder graph, LayerNode photo)
    {
        var planes = Convolve(graph, photo, "features.0", new Conv(3, 32, Kernel: 3, Stride: 2, Padding: 1, Bias: false, Initialization.HeNormal));
        var number = 1;
        foreach (var (expansion, channels, blocks, stride) in Stages)
        {
            for (var block = 0; block < blocks; block++)
                planes = InvertedResidual(graph, planes, $"features.{number++}", expansion, channels, block == 0 ? stride : 1);
        }

        planes = Convolve(graph, planes, $"features.{number}", Pointwise(320, 1280));
        return graph.Add("pool", new GlobalAveragePool(), planes);
    }

    private static LayerNode InvertedResidual(LayerGraphBuilder graph, LayerNode input, string name, int expansion, int outputs, int stride)
    {
        var inputs = ((Shape.Planes)input.Shape).Channels;
        var (hidden, part, planes) = (inputs * expansion, 0, input);
        if (expansion > 1)
            planes = Convolve(graph, planes, $"{name}.conv.{part++}", Pointwise(inputs, hidden));
        var depthwise = new Conv(hidden, hidden, Kernel: 3, stride, Padding: 1, Bias: false, Initialization.HeNormal, Groups: hidden);
        planes = Convolve(graph, planes, $"{name}.conv.{part++}", depthwise);
        planes = graph.Add($"{name}.conv.{part}", Pointwise(hidden, outputs), planes);
        planes = graph.Add($"{name}.conv.{part + 1}", new BatchNorm(outputs), planes);
        return stride == 1 && inputs == outputs ? graph.Add($"{name}.add", new Add(), input, planes) : planes;
    }

    private static LayerNode Convolve(LayerGraphBuilder graph, LayerNode input, string name, Conv convolution)
    {
        var planes = graph.Add($"{name}.1", new BatchNorm(convolution.Outputs), graph.Add($"{name}.0", convolution, input));
        return graph.Add($"{name}.2", new Relu6(), planes);
    }

    private static Conv Pointwise(int inputs, int outputs) => new(inputs, outputs, Kernel: 1, Bias: false, Weights: Initialization.HeNormal);
}
