using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Architectures.AlexNets;
using PhotoScore.Trainer.Architectures.Layers;
using PhotoScore.Trainer.Architectures.MobileNets;
using PhotoScore.Trainer.Architectures.ResNets;
using PhotoScore.Trainer.Architectures.SqueezeNets;
using PhotoScore.Trainer.Architectures.VggNets;

namespace PhotoScore.Trainer.Tests.Architectures;

/// <summary>Counts that studies and torchvision publish, and what follows from them by hand.</summary>
public sealed class ParameterCountTests
{
    // torchvision's trunks without their 1,000 outputs; a last output for two classes has a weight for each feature and a bias.
    private const long ResNet50Trunk = 25_557_032 - (2049 * 1000);
    private const long ResNet18Trunk = 11_689_512 - (513 * 1000);
    private const long AlexNetTrunk = 61_100_840 - (4097 * 1000);
    private const long MobileNetTrunk = 3_504_872 - (1281 * 1000);
    private const long SqueezeNetTrunk = 1_235_496 - (513 * 1000);

    // A moving mean and variance for each normalised channel: those of the stem, and of each stage's blocks and shortcut.
    private const long ResNet50Statistics =
        2 * (64 + (3 * 6 * 64) + (4 * 64) + (4 * 6 * 128) + (4 * 128) + (6 * 6 * 256) + (4 * 256) + (3 * 6 * 512) + (4 * 512));

    private const long ResNet18Statistics = 2 * (64 + (4 * 64) + (5 * 128) + (5 * 256) + (5 * 512));

    // Kernels of 3x3 without biases, two 1x1 shortcuts; then two learned numbers, and a moving mean and variance, for each normalised channel.
    private const long ResNet8Kernels = (9 * 3 * 16) + (2 * 9 * 16 * 16) + (9 * 16 * 32) + (9 * 32 * 32) + (16 * 32) + (9 * 32 * 64) + (9 * 64 * 64) + (32 * 64);
    private const long ResNet8Normalized = (3 * 16) + (3 * 32) + (3 * 64);

    // Stem, last planes, and each block's expanded channels twice and its output, block after block as in the paper's table 2.
    private const long MobileNetStatistics = 2 * (32 + 1280
        + (32 + 16) + ((2 * 96) + 24) + ((2 * 144) + 24)
        + ((2 * 144) + 32) + (2 * ((2 * 192) + 32))
        + ((2 * 192) + 64) + (3 * ((2 * 384) + 64))
        + ((2 * 384) + 96) + (2 * ((2 * 576) + 96))
        + ((2 * 576) + 160) + (2 * ((2 * 960) + 160))
        + ((2 * 960) + 320));

    // The study's head: 2,048 to 512 to 512 to 1, with biases.
    private const long StudyHead = (2049 * 512) + (513 * 512) + 513;

    // From layer4.1.conv2 on: two 3x3 convolutions of 512, three 1x1 between 512 and 2,048, two learned numbers for each normalised channel.
    private const long LastConvolutions = (2 * 9 * 512 * 512) + (3 * 512 * 2048) + (2 * (512 + 2048 + 512 + 512 + 2048));

    // Configuration A: kernels of 3x3 with biases, and 5 x 7 positions of 512 planes that are left of 180 x 240.
    private const long VggConvolutions =
        (28 * 64) + (577 * 128) + (1153 * 256) + (2305 * 256) + (2305 * 512) + (3 * 4609 * 512);

    private const long VggDense = (((5 * 7 * 512) + 1) * 4096) + (4097 * 4096) + 4097;
    private const long VggNormalized = 64 + 128 + 256 + 256 + (4 * 512);

    public static TheoryData<string, int, long, long> Counts => new()
    {
        // name, classes, all numbers as Keras counts, those that training changes
        { "basic-cnn", 2, 1_723_009, 1_723_009 },
        { "basic-cnn-regularized", 2, 1_985_665, 1_985_665 },
        { "basic-cnn-augmented", 2, 1_985_665, 1_985_665 },
        { "basic-cnn", 3, 1_723_009 + (2 * 513), 1_723_009 + (2 * 513) },
        { "keras-small", 2, (28 * 32) + (289 * 32) + (289 * 64) + (((64 * 23 * 23) + 1) * 64) + 65, 2_195_553 },
        { "resnet50-head", 2, 24_899_969, 1_312_257 },
        { "resnet50-partial", 2, 24_899_969, 9_193_473 },
        { "resnet50-finetune", 2, 24_899_969, 24_846_849 },
        { "resnet50-head-torchvision", 2, ResNet50Trunk + ResNet50Statistics + StudyHead, StudyHead },
        { "resnet50-partial-torchvision", 2, ResNet50Trunk + ResNet50Statistics + StudyHead, LastConvolutions + StudyHead },
        { "resnet50-finetune-torchvision", 2, ResNet50Trunk + ResNet50Statistics + StudyHead, ResNet50Trunk + StudyHead },
        { "resnet50-terciles", 3, ResNet50Trunk + ResNet50Statistics + (3 * 2049), ResNet50Trunk + (3 * 2049) },
        { "resnet50-features", 2, ResNet50Trunk + ResNet50Statistics + 2049, 2049 },
        { "resnet18", 2, ResNet18Trunk + ResNet18Statistics + 513, ResNet18Trunk + 513 },
        { "resnet8", 2, ResNet8Kernels + (4 * ResNet8Normalized) + 65, ResNet8Kernels + (2 * ResNet8Normalized) + 65 },
        { "resnet18-finetune", 3, ResNet18Trunk + ResNet18Statistics + (3 * 513), ResNet18Trunk + (3 * 513) },
        { "mobilenet-v2-finetune", 2, MobileNetTrunk + MobileNetStatistics + 1281, MobileNetTrunk + 1281 },
        { "mobilenet-v2-features", 2, MobileNetTrunk + MobileNetStatistics + 1281, 1281 },
        { "one-class", 2, MobileNetTrunk + MobileNetStatistics + 1281, 1281 },
        { "squeezenet1-1-finetune", 2, SqueezeNetTrunk + 513, SqueezeNetTrunk + 513 },
        { "squeezenet1-1-features", 2, SqueezeNetTrunk + 513, 513 },
        { "alexnet-finetune", 2, AlexNetTrunk + 4097, AlexNetTrunk + 4097 },
        { "alexnet-features", 2, AlexNetTrunk + 4097, 4097 },
        { "popularity-ranker", 2, ResNet18Trunk + ResNet18Statistics + 513, ResNet18Trunk + 513 },
        { "popularity-ranker-small", 2, 1_985_665, 1_985_665 },
        { "vgg-a", 2, VggConvolutions + VggDense, VggConvolutions + VggDense },
        { "vgg-a-bn", 2, VggConvolutions + VggDense + (4 * VggNormalized), VggConvolutions + VggDense + (2 * VggNormalized) },
    };

    [Theory]
    [MemberData(nameof(Counts))]
    public void Layout_has_the_parameters_that_are_published(string name, int classCount, long parameters, long trainable)
    {
        var architecture = ArchitectureCatalog.Find(name);

        var graph = architecture.Layout(classCount);

        Assert.Equal(parameters, graph.ParameterCount);
        Assert.Equal(trainable, graph.TrainableParameterCount(architecture.TrainableFrom));
    }

    [Fact]
    public void Counts_holds_every_architecture() =>
        Assert.Empty(ArchitectureCatalog.All.Select(architecture => architecture.Name.Value).Except(Counts.Select(row => row.Data.Item1)));

    private static readonly Dictionary<string, Func<LayerGraph>> Torchvision = new()
    {
        ["resnet18"] = () => ResNet18.Layout(1000, PixelNormalization.ImageNet),
        ["resnet50"] = () => ResNet50.PooledLayout(1000, PixelNormalization.ImageNet),
        ["alexnet"] = () => AlexNet.Layout(1000, PixelNormalization.ImageNet),
        ["mobilenet_v2"] = () => MobileNetV2.Layout(1000, PixelNormalization.ImageNet),
        ["squeezenet1_1"] = () => SqueezeNet11.Layout(1000, PixelNormalization.ImageNet),
        ["vgg11"] = () => VggA.Layout(224, 224, 1000, PixelNormalization.ImageNet, batchNorm: false),
        ["vgg11_bn"] = () => VggA.Layout(224, 224, 1000, PixelNormalization.ImageNet, batchNorm: true),
    };

    // num_params and the billions of multiply-adds in torchvision's own table of models; it counts the products of SqueezeNet's last convolution at
    // each of 13 x 13 places, where ours is done once.
    [Theory]
    [InlineData("resnet18", 11_689_512, 1.81)]
    [InlineData("resnet50", 25_557_032, 4.09)]
    [InlineData("alexnet", 61_100_840, 0.71)]
    [InlineData("mobilenet_v2", 3_504_872, 0.30)]
    [InlineData("squeezenet1_1", 1_235_496, 0.35 - ((13 * 13) - 1) * 512_000e-9)]
    [InlineData("vgg11", 132_863_336, 7.61)]
    [InlineData("vgg11_bn", 132_868_840, 7.61)]
    public void Layout_for_ImageNet_has_torchvisions_counts(string model, long parameters, double billions)
    {
        var graph = Torchvision[model]();

        Assert.Equal(parameters, graph.TrainableParameterCount());
        Assert.Equal(billions, graph.MultiplyAdds / 1e9, tolerance: 0.005);
    }
}
