using Microsoft.ML.OnnxRuntime;
using PhotoScore.Core.Imaging;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Architectures.Layers;
using PhotoScore.Trainer.Onnx;
using TorchSharp;

namespace PhotoScore.Trainer.Tests.Onnx;

/// <summary>The layers of deep networks, in a small one: a block with a shortcut, batch normalisation and a global pool.</summary>
public sealed class ResidualLayoutTests
{
    private static readonly Architecture Residual = new(
        "residual",
        "none",
        Geometry.Squash(11, 11),
        ArchitectureCatalog.Find("basic-cnn").Defaults,
        (classCount, normalization) =>
        {
            var graph = new LayerGraphBuilder();
            var photo = graph.AddPhoto(11, 11, normalization);
            var stem = graph.Add("stem", new Conv(3, 8, 3, Stride: 2, Padding: 1, Bias: false, Initialization.HeNormal), photo);
            var pool = graph.Add("pool", new MaxPool(3, Stride: 2, Padding: 1), stem);
            var norm = graph.Add("norm", new BatchNorm(8, Epsilon: 1e-3), pool);
            var block = graph.Add("block", new Conv(8, 8, 3, Padding: 1), graph.Add("relu", new Relu(), norm));
            return graph.Classify(graph.Add("mean", new GlobalAveragePool(), graph.Add("sum", new Add(), block, norm)), classCount);
        });

    [Fact]
    public void Layout_counts_moving_statistics_but_does_not_train_them()
    {
        var graph = Residual.Layout(classCount: 3);

        // Stem 8·3·9, norm 4·8 of which 2·8 move, block 8·8·9 + 8, logits 3·8 + 3.
        Assert.Equal(216 + 32 + 584 + 27, graph.ParameterCount);
        Assert.Equal(216 + 16 + 584 + 27, graph.TrainableParameterCount());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Export_answers_as_the_network_does_after_its_statistics_moved(int classCount)
    {
        using var scope = torch.NewDisposeScope();
        using var network = new Network(Residual, classCount, seed: 1);
        for (var step = 0; step < 5; step++)
            network.Logits(Photos.Batch(16, seed: step, side: 11), training: true);
        Assert.NotEqual([0, 0, 0, 0, 0, 0, 0, 0], network.State["norm.running_mean"].data<float>().ToArray());
        var file = new MemoryStream();
        OnnxExporter.Export(network, [.. Enumerable.Range(0, classCount).Select(i => $"{i}")], file);
        using var session = new InferenceSession(file.ToArray());

        var difference = OnnxParity.MaxAbsoluteDifference(
            network, session, [Photos.Batch(1, side: 11), Photos.Batch(7, side: 11)], TestContext.Current.CancellationToken);

        Assert.InRange(difference, 0, OnnxParity.Tolerance);
    }

    [Fact]
    public void SaveState_keeps_moving_statistics()
    {
        using var scope = torch.NewDisposeScope();
        using Network saved = new(Residual, 2, seed: 1), loaded = new(Residual, 2, seed: 1);
        saved.Logits(Photos.Batch(16, side: 11), training: true);
        var file = new MemoryStream();

        saved.SaveState(file);
        file.Position = 0;
        loaded.LoadState(file);

        Assert.Equal(saved.State["norm.running_var"].data<float>().ToArray(), loaded.State["norm.running_var"].data<float>().ToArray());
        Assert.DoesNotContain(loaded.NamedParameters, named => named.Name.Contains("running"));
    }
}
