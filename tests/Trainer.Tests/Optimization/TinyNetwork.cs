using PhotoScore.Core.Imaging;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Architectures.Layers;
using PhotoScore.Trainer.Data;

namespace PhotoScore.Trainer.Tests.Optimization;

/// <summary>Networks that train in milliseconds, on photos of 8 by 8.</summary>
internal static class TinyNetwork
{
    private const int Side = 8;

    /// <param name="norm">With batch norm, which sees the photos of a part as a whole.</param>
    /// <param name="dropout">With dropout before the last layer.</param>
    /// <param name="extra">A layer of the test's own before the last one.</param>
    public static Architecture Architecture(bool norm = false, bool dropout = false, Layer? extra = null) => new(
        "tiny", "test", Geometry.Squash(Side, Side), new("adam", 1e-3, "constant", 16, 2, new(), "crossEntropy"), (classes, normalization) =>
        {
            var graph = new LayerGraphBuilder();
            var node = graph.Add("conv", new Conv(3, 6, Kernel: 3), graph.AddPhoto(Side, Side, normalization));
            if (norm)
                node = graph.Add("norm", new BatchNorm(6), node);
            node = graph.Add("relu", new Relu(), node);
            node = graph.Add("pool", new MaxPool(2, 2), node);
            node = graph.Add("flatten", new Flatten(), node);
            node = graph.Add("hidden_relu", new Relu(), graph.Add("hidden", new Dense(54, 12), node));
            if (dropout)
                node = graph.Add("dropout", new Dropout(0.3), node);
            if (extra is not null)
                node = graph.Add("extra", extra, node);
            return graph.Classify(node, classes);
        });

    public static PhotoSet Photos(int count, int classes = 2, int seed = 1)
    {
        var set = new PhotoSet(count, Side, Side);
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
            set.Store(i, $"photo{i:D4}", i % classes, Some.Jpeg(i % classes, random), Geometry.Squash(Side, Side));
        return set;
    }
}
