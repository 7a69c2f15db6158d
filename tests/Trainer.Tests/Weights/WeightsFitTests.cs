using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Architectures.AlexNets;
using PhotoScore.Trainer.Architectures.Layers;
using PhotoScore.Trainer.Architectures.MobileNets;
using PhotoScore.Trainer.Architectures.ResNets;
using PhotoScore.Trainer.Weights;
using TorchSharp;

namespace PhotoScore.Trainer.Tests.Weights;

public sealed class WeightsFitTests
{
    [Fact]
    public void Of_torchvision_file_takes_the_trunk_and_leaves_the_classifier()
    {
        var graph = ResNet18.Finetune.Layout(classCount: 3);
        var file = TrunkOf(graph);
        file["fc.weight"] = Tensor(1000, 512);
        file["fc.bias"] = Tensor(1000);
        file["bn1.num_batches_tracked"] = new StoredTensor(torch.ScalarType.Int64, [], Never);

        var fit = WeightsFit.Of(graph, file, "resnet18");

        Assert.Equal(graph.Parameters.Count - 2, fit.Taken.Count);
        Assert.All(fit.Taken, pair => Assert.Equal(pair.Key, pair.Value));
        Assert.Equal(["logits.weight", "logits.bias"], fit.LeftAtRandom);
        Assert.Equal(["fc.bias", "fc.weight"], fit.NotTaken);
    }

    [Theory]
    [InlineData("fc")]
    [InlineData("classifier.1")]
    public void Of_file_with_as_many_classes_gives_its_classifier_too(string layer)
    {
        var graph = MobileNetV2.Finetune.Layout(classCount: 5);
        var file = TrunkOf(graph);
        file[$"{layer}.weight"] = Tensor(5, 1280, 1, 1);
        file[$"{layer}.bias"] = Tensor(5);

        var fit = WeightsFit.Of(graph, file, "mobilenet");

        Assert.Equal(($"{layer}.weight", $"{layer}.bias"), (fit.Taken["logits.weight"], fit.Taken["logits.bias"]));
        Assert.Empty(fit.LeftAtRandom);
        Assert.Empty(fit.NotTaken);
    }

    [Fact]
    public void Of_head_of_several_dense_layers_stays_at_random()
    {
        var graph = ResNet50.TorchvisionHead.Layout(classCount: 2);

        var fit = WeightsFit.Of(graph, TrunkOf(graph), "resnet50-head");

        Assert.Equal(["dense1.weight", "dense1.bias", "dense2.weight", "dense2.bias", "logits.weight", "logits.bias"], fit.LeftAtRandom);
    }

    [Fact]
    public void Of_alexnet_takes_its_dense_layers_but_the_last()
    {
        var graph = AlexNet.Finetune.Layout(classCount: 2);
        var file = TrunkOf(graph);
        file["classifier.6.weight"] = Tensor(1000, 4096);
        file["classifier.6.bias"] = Tensor(1000);

        var fit = WeightsFit.Of(graph, file, "alexnet");

        Assert.Equal("classifier.4.weight", fit.Taken["classifier.4.weight"]);
        Assert.Equal(["classifier.6.bias", "classifier.6.weight"], fit.NotTaken);
    }

    [Fact]
    public void Of_own_earlier_model_with_other_classes_takes_all_but_the_logits()
    {
        var graph = ResNet18.Finetune.Layout(classCount: 4);
        var file = TrunkOf(graph);
        file["logits.weight"] = Tensor(1, 512);
        file["logits.bias"] = Tensor(1);

        var fit = WeightsFit.Of(graph, file, "resnet18");

        Assert.Equal(["logits.weight", "logits.bias"], fit.LeftAtRandom);
        Assert.Equal(["logits.bias", "logits.weight"], fit.NotTaken);
    }

    [Fact]
    public void Of_everything_wrong_names_every_tensor_with_both_shapes()
    {
        var graph = ResNet18.Finetune.Layout(classCount: 2);
        var file = TrunkOf(graph);
        file.Remove("layer1.0.bn1.bias");
        file["conv1.weight"] = Tensor(64, 1, 7, 7);
        file["bn1.weight"] = new StoredTensor(torch.ScalarType.Int64, [64], Never);
        file["layer5.conv1.weight"] = Tensor(3, 3);

        var refused = Assert.Throws<InvalidDataException>(() => WeightsFit.Of(graph, file, "resnet18-finetune"));

        Assert.Equal(
            "The weights do not fit resnet18-finetune: conv1.weight is [64, 1, 7, 7] instead of [64, 3, 7, 7]. " +
            "bn1.weight is [64] of whole numbers (Int64) instead of [64]. layer1.0.bn1.bias [64] is missing. layer5.conv1.weight [3, 3] is unexpected.",
            refused.Message);
    }

    [Fact]
    public void Of_another_network_is_refused()
    {
        var file = TrunkOf(MobileNetV2.Finetune.Layout(classCount: 2));

        var refused = Assert.Throws<InvalidDataException>(() => WeightsFit.Of(ResNet18.Finetune.Layout(2), file, "resnet18"));

        Assert.Contains("conv1.weight [64, 3, 7, 7] is missing.", refused.Message, StringComparison.Ordinal);
        Assert.Contains("features.0.0.weight [32, 3, 3, 3] is unexpected.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_part_of_a_trunk_is_refused()
    {
        var graph = ResNet18.Finetune.Layout(classCount: 2);
        var file = TrunkOf(graph).Where(pair => !pair.Key.StartsWith("layer4", StringComparison.Ordinal)).ToDictionary();

        var refused = Assert.Throws<InvalidDataException>(() => WeightsFit.Of(graph, file, "resnet18"));

        Assert.Contains("layer4.1.conv2.weight [512, 512, 3, 3] is missing.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_nothing_is_refused() =>
        Assert.Throws<InvalidDataException>(() => WeightsFit.Of(ResNet18.Finetune.Layout(2), new Dictionary<string, StoredTensor>(), "resnet18"));

    [Fact]
    public void NewNetwork_holds_the_files_numbers_and_refuses_those_that_are_none()
    {
        using var scope = torch.NewDisposeScope();
        using var network = new Network(BasicCnn, 2, seed: 5);
        using var stream = new MemoryStream();
        network.SaveState(stream);
        using (var start = StartingPoint.Of(BasicCnn, 2, new FetchedWeights("a file", "00", stream), "CC0-1.0"))
        {
            using var loaded = start.NewNetwork(seed: 6);

            Assert.All(network.State, pair => Assert.True(pair.Value.equal(loaded.State[pair.Key]).all().item<bool>(), pair.Key));
            Assert.Equal(("a file", "CC0-1.0"), (start.Init.From, start.Init.License));
        }

        using var untracked = torch.no_grad();
        network.State["dense1.bias"][3] = float.NaN;
        var second = new MemoryStream();
        network.SaveState(second);
        using var broken = StartingPoint.Of(BasicCnn, 2, new FetchedWeights("a file", "00", second), license: null);

        Assert.Contains("dense1.bias", Assert.Throws<InvalidDataException>(() => broken.NewNetwork(seed: 6)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_no_weights_says_how_the_numbers_are_drawn()
    {
        using var basic = StartingPoint.Of(BasicCnn, 2, weights: null, license: null);
        using var frozen = StartingPoint.Of(MobileNetV2.Features, 2, weights: null, license: null);

        Assert.Equal(("Glorot initialisation", "He initialisation"), (basic.Init.From, frozen.Init.From));
        Assert.Contains(frozen.Describe(), line => line.Contains("frozen at random numbers", StringComparison.Ordinal));
        Assert.Single(basic.Describe());
    }

    private static Architecture BasicCnn => ArchitectureCatalog.Find("basic-cnn");

    private static Dictionary<string, StoredTensor> TrunkOf(LayerGraph graph) => graph.Parameters
        .Where(parameter => !parameter.Name.StartsWith("logits", StringComparison.Ordinal) && !parameter.Name.StartsWith("dense", StringComparison.Ordinal))
        .ToDictionary(parameter => parameter.Name, parameter => Tensor([.. parameter.Spec.Dimensions]));

    private static StoredTensor Tensor(params long[] shape) => new(torch.ScalarType.Float32, shape, Never);

    private static torch.Tensor Never() => throw new InvalidOperationException("Nothing is read to see what fits.");
}
