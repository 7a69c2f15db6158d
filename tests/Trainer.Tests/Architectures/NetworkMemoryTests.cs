using PhotoScore.Core.Imaging;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Architectures.Layers;
using PhotoScore.Trainer.Onnx;
using TorchSharp;

namespace PhotoScore.Trainer.Tests.Architectures;

[Collection(nameof(Alone))]
public sealed class NetworkMemoryTests
{
    private static readonly Architecture Regularized = ArchitectureCatalog.Find("basic-cnn-regularized");

    [Fact]
    public void Training_step_keeps_no_tensor_and_learns()
    {
        using var network = new Network(Regularized, 2, seed: 1);
        using var optimizer = torch.optim.Adam(network.Parameters, lr: 1e-3);
        using var photos = HalfBright();
        using var labels = torch.tensor([0f, 0, 0, 0, 1, 1, 1, 1], [8, 1]);
        // The first steps make the optimizer's own moments and the gradients.
        var first = Step();
        Step();
        var live = torch.Tensor.TotalCount;

        var last = Enumerable.Range(0, 30).Select(_ => Step()).Last();

        Assert.Equal(live, torch.Tensor.TotalCount);
        Assert.True(last < first / 2, $"Loss went from {first} to {last}.");

        float Step()
        {
            using var scope = torch.NewDisposeScope();
            optimizer.zero_grad();
            var loss = torch.nn.functional.binary_cross_entropy_with_logits(network.Logits(photos, training: true), labels);
            loss.backward();
            optimizer.step();
            return loss.item<float>();
        }
    }

    // 53 convolutions: what a step forgot to free would be hundreds of tensors.
    [Theory]
    [InlineData("resnet50-finetune")]
    [InlineData("resnet50-head")]
    public void Training_step_of_a_deep_network_keeps_no_tensor(string name)
    {
        using var network = new Network(ArchitectureCatalog.Find(name), 2, seed: 1);
        using var optimizer = torch.optim.SGD(network.Parameters, learningRate: 1e-3, momentum: 0.9);
        using var photos = Photos.Scenes(2, 224, 224);
        Step();
        Step();
        var live = torch.Tensor.TotalCount;

        Step();
        Step();

        Assert.Equal(live, torch.Tensor.TotalCount);

        void Step()
        {
            using var scope = torch.NewDisposeScope();
            optimizer.zero_grad();
            network.Logits(photos, training: true).square().mean().backward();
            optimizer.step();
        }
    }

    [Fact]
    public void Predict_frees_each_layers_output_after_its_last_use()
    {
        var counter = new CountTensors();
        var deep = new Architecture("deep", "none", Geometry.Squash(8, 8), Regularized.Defaults, (classCount, normalization) =>
        {
            var graph = new LayerGraphBuilder();
            var planes = graph.AddPhoto(8, 8, normalization);
            for (var i = 0; i < 20; i++)
                planes = graph.Add($"sum{i}", new Add(), graph.Add($"relu{i}", new Relu(), planes), planes);
            return graph.Classify(graph.Add("mean", new GlobalAveragePool(), graph.Add("count", counter, planes)), classCount);
        });
        using var network = new Network(deep, 2, seed: 1);
        using var photos = Photos.Batch(1, side: 8);
        var before = torch.Tensor.TotalCount;

        var (probabilities, embeddings) = network.Predict(photos);

        probabilities.Dispose();
        embeddings.Dispose();
        Assert.Equal(1, counter.Count - before);
    }

    [Fact]
    public void Dispose_frees_every_tensor()
    {
        using var photos = Photos.Batch(2);
        // TorchSharp counts a parameter twice, and then once too seldom when it goes.
        var live = torch.Tensor.TotalCount + Regularized.Layout(classCount: 2).Nodes.Sum(node => node.Layer.Parameters.Count);

        using (var network = new Network(Regularized, 2, seed: 1))
        {
            _ = network.RandomState;
            var (probabilities, embeddings) = network.Predict(photos);
            probabilities.Dispose();
            embeddings.Dispose();
        }

        Assert.Equal(live, torch.Tensor.TotalCount);
    }

    /// <summary>Eight photos: four whose upper half is bright, then four whose lower half is.</summary>
    private static torch.Tensor HalfBright()
    {
        var half = 56 * 56 * 3 / 2;
        var pixels = Enumerable.Range(0, 16 * half).Select(i => (byte)((i / half % 2 == 0) == (i < 8 * half) ? 200 : 50));
        return torch.tensor([.. pixels], [8, 56, 56, 3], torch.uint8);
    }

    private sealed record CountTensors : Layer
    {
        public long Count { get; private set; }

        internal override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];

        internal override torch.Tensor Forward(IReadOnlyList<torch.Tensor> inputs, LayerState state)
        {
            Count = torch.Tensor.TotalCount;
            return inputs[0].alias();
        }

        internal override string Emit(IReadOnlyList<string> inputs, OnnxLayerWriter writer) => inputs[0];
    }
}
