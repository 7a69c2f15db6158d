using PhotoScore.Core.Imaging;
using PhotoScore.Testing;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Architectures.MobileNets;
using PhotoScore.Trainer.Architectures.SqueezeNets;
using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Weights;
using TorchSharp;

namespace PhotoScore.Trainer.Tests.Weights;

/// <summary>
/// Real ImageNet weights on real photos: what Python's torch says of them (Fixtures/imagenet_truth.py), by Pillow's pixels and a network written there
/// a second time.
/// </summary>
public sealed class ImageNetTruthTests
{
    private const int ImageNetClasses = 1000;

    [Theory]
    [InlineData("n01688243_frilled_lizard.JPEG", 685.546, new[] { 43, 47, 103, 40, 335 }, new[] { 12.2333, 8.6845, 8.121, 7.6753, 7.6483 })]
    [InlineData("n02120079_Arctic_fox.JPEG", 715.05, new[] { 279, 270, 174, 269, 273 }, new[] { 13.979, 9.2004, 8.3505, 7.6023, 7.3488 })]
    [InlineData("n03908618_pencil_box.JPEG", 490.156, new[] { 709, 496, 893, 636, 748 }, new[] { 13.4036, 8.6778, 8.0693, 6.8675, 6.8301 })]
    public void Mobilenet_v2_answers_as_in_python(string photo, double embeddingSum, int[] classes, double[] logits)
    {
        using var scope = torch.NewDisposeScope();
        using var network = Load("mobilenet_v2_imagenet.safetensors", MobileNetV2.Finetune, out var start);
        var pixels = Pixels(photo, network.Architecture.Geometry);

        var (values, best) = network.Logits(pixels, training: false).topk(5);

        Assert.Equal(classes, best.data<long>().ToArray().Select(index => (int)index));
        Assert.All(values.data<float>().ToArray().Zip(logits), pair => Assert.Equal(pair.Second, pair.First, 2e-4));
        Assert.Equal(embeddingSum, network.Embeddings(pixels).sum().item<float>(), 0.01);
        Assert.Equal((262, "Apache-2.0", 0.501961), (start.Loaded, start.License, start.Mean![0]));
        Assert.Empty(start.LeftAtRandom);
        Assert.Empty(start.NotTaken);
    }

    [Theory]
    [InlineData("n01688243_frilled_lizard.JPEG", 962.178, new[] { 0.0332, 0.9006, 1.3635, 4.0874 })]
    [InlineData("n02120079_Arctic_fox.JPEG", 1216.751, new[] { 1.5632, 0.9552, 0.6504, 7.8962 })]
    [InlineData("n03908618_pencil_box.JPEG", 962.45, new[] { 0.0, 0.6899, 5.1906, 0.4879 })]
    public void Squeezenet_1_1_sees_as_in_python(string photo, double sum, double[] first)
    {
        using var scope = torch.NewDisposeScope();
        using var network = Load("squeezenet1_1_imagenet.safetensors", SqueezeNet11.Finetune, out var start);

        var means = network.Embeddings(Pixels(photo, network.Architecture.Geometry)).data<float>().ToArray();

        Assert.Equal(sum, means.Sum(mean => (double)mean), 0.02);
        Assert.All(means.Zip(first), pair => Assert.Equal(pair.Second, pair.First, 2e-4));
        Assert.Equal((52, "MIT"), (start.Loaded, start.License));
    }

    private static Network Load(string file, Architecture architecture, out Core.Models.ModelInit init)
    {
        var content = File.OpenRead(SharedData.Path("models", file));
        using var start = StartingPoint.Of(architecture, ImageNetClasses, new FetchedWeights(file, "", content), license: null);
        init = start.Init;
        return start.NewNetwork(seed: 1);
    }

    private static torch.Tensor Pixels(string photo, Geometry geometry)
    {
        using var set = new PhotoSet(1, geometry.FixedSize!.Value.Width, geometry.FixedSize.Value.Height);
        set.Store(0, photo, 0, File.ReadAllBytes(SharedData.Path("data", "photos", photo)), geometry);
        return torch.tensor(set[0].ToArray(), [1, set.Height, set.Width, 3], torch.uint8);
    }
}
