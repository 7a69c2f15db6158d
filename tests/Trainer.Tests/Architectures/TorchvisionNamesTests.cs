using PhotoScore.Testing;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Architectures.State;

namespace PhotoScore.Trainer.Tests.Architectures;

public sealed class TorchvisionNamesTests
{
    // The rest of torchvision's file is its own last layer, which tells 1,000 classes apart, and counters of steps.
    [Theory]
    [InlineData("mobilenet-v2-features", "mobilenet_v2_imagenet.safetensors", "classifier.1.")]
    [InlineData("squeezenet1-1-features", "squeezenet1_1_imagenet.safetensors", "classifier.1.")]
    public void Trunk_has_each_tensor_of_real_weights_by_name_and_shape(string name, string weights, string head)
    {
        using var stream = File.OpenRead(SharedData.Path("models", weights));
        using var file = SafeTensors.Read(stream);
        var expected = file.Tensors
            .Where(pair => !pair.Key.StartsWith(head, StringComparison.Ordinal) && !pair.Key.EndsWith("num_batches_tracked", StringComparison.Ordinal))
            .Select(pair => $"{pair.Key} [{string.Join(", ", pair.Value.shape)}]");

        var graph = ArchitectureCatalog.Find(name).Layout(classCount: 2);

        var found = graph.Parameters
            .Where(parameter => !parameter.Name.StartsWith("logits.", StringComparison.Ordinal))
            .Select(parameter => $"{parameter.Name} [{string.Join(", ", parameter.Spec.Dimensions)}]");
        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    // torchvision's names where no file of weights is at hand: the first, the last and the odd ones of each.
    [Theory]
    [InlineData("resnet18", "conv1.weight", "bn1.running_var", "layer1.1.conv2.weight", "layer2.0.downsample.0.weight", "layer4.1.bn2.bias")]
    [InlineData("resnet50-features", "conv1.weight", "layer1.0.downsample.1.running_mean", "layer3.5.bn3.weight", "layer4.2.conv3.weight")]
    [InlineData("alexnet-finetune", "features.0.weight", "features.3.bias", "features.10.weight", "classifier.1.weight", "classifier.4.bias")]
    [InlineData("vgg-a", "features.0.weight", "features.3.weight", "features.6.weight", "features.8.weight", "features.18.bias", "classifier.3.weight")]
    [InlineData("vgg-a-bn", "features.0.weight", "features.1.running_mean", "features.4.weight", "features.8.weight", "features.11.weight", "features.26.weight")]
    public void Layout_has_tensors_by_torchvisions_names(string name, params string[] tensors)
    {
        var parameters = ArchitectureCatalog.Find(name).Layout(classCount: 2).Parameters.Select(parameter => parameter.Name);

        Assert.Subset(parameters.ToHashSet(), tensors.ToHashSet());
    }
}
