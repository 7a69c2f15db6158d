using PhotoScore.Trainer.Architectures.Layers;

namespace PhotoScore.Trainer.Architectures.ResNets;

/// <summary>
/// Residual networks as torchvision lays them out: the stride is on the 3x3 convolution, convolutions have no biases, and tensors have torchvision's
/// names, so that pretrained weights load. Without them each block begins as nothing but its shortcut: its last norm's scale is zero (Goyal et al.
/// 2017), for a deep sum of blocks learns better when it begins shallow.
/// </summary>
internal static class TorchvisionResNet
{
    /// <summary>Photo to the 512 means of the last planes of ResNet-18; 11,176,512 learned parameters.</summary>
    public static LayerNode Trunk18(LayerGraphBuilder graph, LayerNode photo) => Trunk(graph, photo, [2, 2, 2, 2], Basic);

    /// <summary>Photo to the 2,048 means of the last planes of ResNet-50; 23,508,032 learned parameters.</summary>
    public static LayerNode Trunk50(LayerGraphBuilder graph, LayerNode photo) => Trunk(graph, photo, [3, 4, 6, 3], Bottleneck);

    /// <summary>Photo to the 64 means of the last planes of the smallest network for 32 x 32 (He et al. 2016, section 4.2, n = 1), 16 planes wide at first; 77,392 learned parameters.</summary>
    public static LayerNode Trunk8(LayerGraphBuilder graph, LayerNode photo)
    {
        var planes = Activate(graph, Convolve(graph, photo, "conv1", "bn1", 16, kernel: 3, stride: 1), "relu");
        return Stages(graph, planes, width: 16, [1, 1, 1], Basic);
    }

    private delegate LayerNode Block(LayerGraphBuilder graph, LayerNode input, string name, int width, int stride);

    private static LayerNode Trunk(LayerGraphBuilder graph, LayerNode photo, IReadOnlyList<int> blocks, Block add)
    {
        var planes = Convolve(graph, photo, "conv1", "bn1", 64, kernel: 7, stride: 2);
        planes = graph.Add("relu", new Relu(), planes);
        planes = graph.Add("maxpool", new MaxPool(3, Stride: 2, Padding: 1), planes);
        return Stages(graph, planes, width: 64, blocks, add);
    }

    private static LayerNode Stages(LayerGraphBuilder graph, LayerNode planes, int width, IReadOnlyList<int> blocks, Block add)
    {
        for (var stage = 0; stage < blocks.Count; stage++)
        {
            for (var block = 0; block < blocks[stage]; block++)
                planes = add(graph, planes, $"layer{stage + 1}.{block}", width << stage, stride: block == 0 && stage > 0 ? 2 : 1);
        }

        return graph.Add("avgpool", new GlobalAveragePool(), planes);
    }

    private static LayerNode Basic(LayerGraphBuilder graph, LayerNode input, string name, int width, int stride)
    {
        var planes = Activate(graph, Convolve(graph, input, $"{name}.conv1", $"{name}.bn1", width, kernel: 3, stride), $"{name}.relu1");
        planes = Convolve(graph, planes, $"{name}.conv2", $"{name}.bn2", width, kernel: 3, stride: 1, Initialization.Zeros);
        return Join(graph, input, planes, name, stride);
    }

    private static LayerNode Bottleneck(LayerGraphBuilder graph, LayerNode input, string name, int width, int stride)
    {
        var planes = Activate(graph, Convolve(graph, input, $"{name}.conv1", $"{name}.bn1", width, kernel: 1, stride: 1), $"{name}.relu1");
        planes = Activate(graph, Convolve(graph, planes, $"{name}.conv2", $"{name}.bn2", width, kernel: 3, stride), $"{name}.relu2");
        planes = Convolve(graph, planes, $"{name}.conv3", $"{name}.bn3", 4 * width, kernel: 1, stride: 1, Initialization.Zeros);
        return Join(graph, input, planes, name, stride);
    }

    /// <summary>Adds the shortcut, which is a convolution where the shape changes.</summary>
    private static LayerNode Join(LayerGraphBuilder graph, LayerNode input, LayerNode planes, string name, int stride)
    {
        var shortcut = input.Shape == planes.Shape
            ? input
            : Convolve(graph, input, $"{name}.downsample.0", $"{name}.downsample.1", Channels(planes), kernel: 1, stride);
        return Activate(graph, graph.Add($"{name}.add", new Add(), planes, shortcut), $"{name}.relu");
    }

    private static LayerNode Convolve(
        LayerGraphBuilder graph, LayerNode input, string convolution, string norm, int outputs, int kernel, int stride, Initialization scale = Initialization.Ones)
    {
        var layer = new Conv(Channels(input), outputs, kernel, stride, Padding: kernel / 2, Bias: false, Initialization.HeNormal);
        return graph.Add(norm, new BatchNorm(outputs, Scale: scale), graph.Add(convolution, layer, input));
    }

    private static LayerNode Activate(LayerGraphBuilder graph, LayerNode input, string name) => graph.Add(name, new Relu(), input);

    private static int Channels(LayerNode node) => ((Shape.Planes)node.Shape).Channels;
}
