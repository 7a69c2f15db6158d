using PhotoScore.Core.Imaging;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Architectures.Layers;
using TorchSharp;

namespace PhotoScore.Trainer.Tests.Architectures;

public sealed class FreezingTests
{
    private const int Side = 12;

    [Fact]
    public void NamedParameters_are_those_of_the_first_learning_layer_and_after()
    {
        using var network = new Network(Small("conv2"), 2, seed: 1);

        Assert.Equal(["conv2.weight", "norm2.weight", "norm2.bias", "logits.weight", "logits.bias"], network.NamedParameters.Select(named => named.Name));
        Assert.All(network.Parameters, parameter => Assert.True(parameter.requires_grad));
        Assert.False(network.State["conv1.weight"].requires_grad);
        Assert.Contains("norm1.running_mean", network.State.Keys);
    }

    [Fact]
    public void Training_step_changes_nothing_that_is_frozen_and_all_that_learns()
    {
        using var scope = torch.NewDisposeScope();
        using var network = new Network(Small("conv2"), 2, seed: 1);
        using var optimizer = torch.optim.SGD(network.Parameters, 0.1);
        var before = network.State.ToDictionary(pair => pair.Key, pair => pair.Value.detach().clone());

        network.Logits(Photos.Batch(8, side: Side), training: true).square().mean().backward();
        optimizer.step();

        var changed = network.State.Where(pair => !pair.Value.equal(before[pair.Key]).all().item<bool>()).Select(pair => pair.Key);
        Assert.Equal(
            ["conv2.weight", "norm2.weight", "norm2.bias", "norm2.running_mean", "norm2.running_var", "logits.weight", "logits.bias"], changed);
    }

    [Fact]
    public void Frozen_layers_compute_in_training_as_they_do_when_asked()
    {
        using var scope = torch.NewDisposeScope();
        using var network = new Network(Small("logits"), 2, seed: 1);
        var photos = Photos.Batch(8, side: Side);
        using (torch.no_grad())
        {
            network.State["norm1.running_mean"].fill_(0.3);
            network.State["norm1.running_var"].fill_(4);
        }

        Assert.True(network.Logits(photos, training: true).equal(network.Logits(photos, training: false)).all().item<bool>());
        network.TrainFrom(null);
        Assert.False(network.Logits(photos, training: true).allclose(network.Logits(photos, training: false)));
    }

    [Fact]
    public void TrainFrom_an_earlier_layer_lets_more_learn()
    {
        using var network = new Network(Small("logits"), 2, seed: 1);
        var head = network.NamedParameters.ToList();

        network.TrainFrom("norm2");

        Assert.Equal(head, network.NamedParameters.Skip(2));
        Assert.Equal(4, network.NamedParameters.Count);
        network.TrainFrom(null);
        Assert.Equal(8, network.NamedParameters.Count);
    }

    [Fact]
    public void TrainFrom_unknown_layer_names_the_known_ones()
    {
        using var network = new Network(Small(null), 2, seed: 1);

        var error = Assert.Throws<ArgumentException>(() => network.TrainFrom("conv9"));

        Assert.Contains("conv9", error.Message);
        Assert.Contains("conv1, norm1, conv2, norm2, logits", error.Message);
    }

    [Fact]
    public void Every_architecture_freezes_from_a_layer_that_it_has() => Assert.All(ArchitectureCatalog.All, architecture =>
        Assert.InRange(architecture.Layout(classCount: 2).TrainableParameterCount(architecture.TrainableFrom), 1, long.MaxValue));

    private static Architecture Small(string? trainableFrom) => new(
        "small",
        "none",
        Geometry.Squash(Side, Side),
        ArchitectureCatalog.Find("basic-cnn").Defaults,
        (classCount, normalization) =>
        {
            var graph = new LayerGraphBuilder();
            var planes = graph.AddPhoto(Side, Side, normalization);
            foreach (var (number, inputs) in new[] { (1, 3), (2, 4) })
            {
                planes = graph.Add($"conv{number}", new Conv(inputs, 4, Kernel: 3, Bias: false), planes);
                planes = graph.Add($"relu{number}", new Relu(), graph.Add($"norm{number}", new BatchNorm(4), planes));
                planes = graph.Add($"dropout{number}", new Dropout(0.5), planes);
            }

            return graph.Classify(graph.Add("mean", new GlobalAveragePool(), planes), classCount);
        })
    {
        TrainableFrom = trainableFrom,
    };
}
