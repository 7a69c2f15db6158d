using Microsoft.ML.OnnxRuntime;
using PhotoScore.Core.Imaging;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Architectures.Layers;
using PhotoScore.Trainer.Onnx;
using TorchSharp;

namespace PhotoScore.Trainer.Tests.Onnx;

/// <summary>The layers of classifiers that are not networks, each behind a small trunk.</summary>
public sealed class ClassicalLayoutTests
{
    private const int Features = 8;

    [Fact]
    public void Export_of_trees_that_classify_answers_as_the_network_does()
    {
        using var network = Build(3, (graph, trunk) => graph.Add("logits", new LogOdds(3), graph.Add("forest", new TreeEnsemble(Features, 3, 2, 6, Classifies: true), trunk)));
        SetTrees(network, "forest", [0.1f, 0.3f, 0.1f, 0.4f, 0f, 0.1f, 0f, 0f, 0.5f, 0.2f, 0.1f, 0.2f, 0f, 0f, 0f, 0.3f, 0.1f, 0.1f]);

        Assert.InRange(Difference(network), 0, OnnxParity.Tolerance);
    }

    [Fact]
    public void Export_of_two_classes_of_trees_keeps_both()
    {
        using var network = Build(2, (graph, trunk) => graph.Add("logits", new LogOdds(2), graph.Add("forest", new TreeEnsemble(Features, 2, 2, 6, Classifies: true), trunk)));
        SetTrees(network, "forest", [0f, 0f, 0.5f, 0f, 0f, 0.5f, 0f, 0f, 0.25f, 0.25f, 0.5f, 0f]);

        Assert.InRange(Difference(network), 0, OnnxParity.Tolerance);
    }

    [Fact]
    public void Export_of_trees_that_measure_answers_as_the_network_does()
    {
        using var network = Build(2, (graph, trunk) => graph.Add("logits", new Dense(1, 1), graph.Add("forest", new TreeEnsemble(Features, 1, 2, 6, Classifies: false), trunk)));
        SetTrees(network, "forest", [0f, 1.5f, -2f, 0f, 0.25f, 3f]);

        Assert.InRange(Difference(network), 0, OnnxParity.Tolerance);
    }

    [Fact]
    public void Export_of_neighbours_answers_as_the_network_does()
    {
        using var network = Build(2, (graph, trunk) =>
        {
            var distances = graph.Add("distances", new SquaredDistances(Features, 5), graph.Add("standardize", new Standardize(Features), trunk));
            return graph.Add("logits", new PreciseDense(1), graph.Add("kth", new KthSmallest(2), distances));
        });
        Randomize(network, "distances.rows");

        Assert.InRange(Difference(network), 0, OnnxParity.Tolerance);
    }

    [Fact]
    public void Export_of_a_radial_kernel_answers_as_the_network_does()
    {
        using var network = Build(2, (graph, trunk) =>
        {
            var distances = graph.Add("distances", new SquaredDistances(Features, 5), trunk);
            return graph.Add("logits", new PreciseDense(5), graph.Add("kernel", new RadialBasis(0.3f), distances));
        });
        Randomize(network, "distances.rows");

        Assert.InRange(Difference(network), 0, OnnxParity.Tolerance);
    }

    [Fact]
    public void Export_of_one_against_the_rest_answers_as_the_network_does()
    {
        using var network = Build(3, (graph, trunk) => graph.Add("logits", new LogSigmoid(), graph.Add("values", new Dense(Features, 3), trunk)));

        Assert.InRange(Difference(network), 0, OnnxParity.Tolerance);
    }

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    public void Trees_part_at_the_very_float_in_both_worlds(int steps, float expected)
    {
        using var scope = torch.NewDisposeScope();
        var architecture = new Architecture("pixel", "none", Geometry.Squash(1, 1), ArchitectureCatalog.Find("basic-cnn").Defaults, (_, normalization) =>
        {
            var graph = new LayerGraphBuilder();
            var pixel = graph.Add("flatten", new Flatten(), graph.AddPhoto(1, 1, normalization));
            var trees = graph.Add("trees", new TreeEnsemble(3, 1, 1, 3, Classifies: false), pixel);
            return graph.End(graph.Add("logits", new Dense(1, 1), trees), trees);
        });
        using var network = new Network(architecture, 2, seed: 1, new PixelNormalization(new Rgb(0.485, 0.456, 0.406), new Rgb(0.229, 0.224, 0.225)));
        var photo = torch.tensor(new byte[] { 100, 150, 200 }, [1, 1, 1, 3], torch.uint8);
        var green = GraphRun.Compute(network.Graph, [network.Graph.Nodes[2]], photo, node => default)[0].data<float>().ToArray()[1];
        Set(network, "trees.root", [0]);
        Set(network, "trees.feature", [1, -1, -1]);
        Set(network, "trees.threshold", [steps < 0 ? MathF.BitDecrement(green) : steps > 0 ? MathF.BitIncrement(green) : green, 0, 0]);
        Set(network, "trees.below", [1, 0, 0]);
        Set(network, "trees.above", [2, 0, 0]);
        Set(network, "trees.value", [0, 1, 2]);
        var file = new MemoryStream();
        OnnxExporter.Export(network, ["a", "b"], file);
        using var session = new InferenceSession(file.ToArray());
        using var input = OrtValue.CreateTensorValueFromMemory(photo.data<byte>().ToArray(), photo.shape);
        using var options = new RunOptions();
        using var results = session.Run(options, ["image"], [input], ["embedding"]);

        Assert.Equal(expected, network.Embeddings(photo).item<float>());
        Assert.Equal(expected, results[0].GetTensorDataAsSpan<float>()[0]);
    }

    private static Network Build(int classes, Func<LayerGraphBuilder, LayerNode, LayerNode> head)
    {
        var architecture = new Architecture("classical", "none", Geometry.Squash(9, 9), ArchitectureCatalog.Find("basic-cnn").Defaults, (_, normalization) =>
        {
            var graph = new LayerGraphBuilder();
            var stem = graph.Add("stem", new Conv(3, Features, 3, Stride: 2), graph.AddPhoto(9, 9, normalization));
            var trunk = graph.Add("mean", new GlobalAveragePool(), graph.Add("relu", new Relu(), stem));
            return graph.End(head(graph, trunk), trunk);
        });
        return new Network(architecture, classes, seed: 4);
    }

    // Two trees of one question each.
    private static void SetTrees(Network network, string name, float[] values)
    {
        Set(network, $"{name}.root", [0, 3]);
        Set(network, $"{name}.feature", [2, -1, -1, 5, -1, -1]);
        Set(network, $"{name}.threshold", [0.05f, 0, 0, 0.1f, 0, 0]);
        Set(network, $"{name}.below", [1, 0, 0, 4, 0, 0]);
        Set(network, $"{name}.above", [2, 0, 0, 5, 0, 0]);
        Set(network, $"{name}.value", values);
    }

    private static void Set(Network network, string name, float[] values)
    {
        using var scope = torch.NewDisposeScope();
        network.State[name].copy_(torch.tensor(values).reshape(network.State[name].shape));
    }

    private static void Randomize(Network network, string name)
    {
        var random = new Random(3);
        Set(network, name, [.. Enumerable.Range(0, (int)network.State[name].numel()).Select(_ => (float)random.NextDouble())]);
        Set(network, "logits.weight", [.. Enumerable.Range(0, (int)network.State["logits.weight"].numel()).Select(_ => (float)random.NextDouble() + 0.5f)]);
    }

    private static double Difference(Network network)
    {
        using var scope = torch.NewDisposeScope();
        var file = new MemoryStream();
        OnnxExporter.Export(network, [.. Enumerable.Range(0, network.ClassCount).Select(i => $"{i}")], file);
        using var session = new InferenceSession(file.ToArray());
        var photos = Photos.Batch(64, side: 9);
        var answers = network.Predict(photos).Probabilities;
        // A head that always says the same would agree with anything.
        Assert.True(answers.std(0, unbiased: true).min().item<float>() > 1e-4);
        return OnnxParity.MaxAbsoluteDifference(network, session, [photos, Photos.Batch(1, seed: 2, side: 9)], TestContext.Current.CancellationToken);
    }
}
