using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures.Layers;

namespace PhotoScore.Trainer.Architectures.ResNets;

/// <summary>
/// ResNet-50 of the hidden-property study, with a head of two hidden layers, and of the SMP study. The first three are laid out as Keras does, for
/// the study's counts; the same names with <c>-torchvision</c> take torchvision's pretrained weights. The hidden-property study's optimizer and the
/// numbers of epochs are our choice, as is centring pixels by ImageNet's moments in both layouts.
/// </summary>
internal static class ResNet50
{
    private const string HiddenProperty = "hidden-property";
    private const int Hidden = 512;

    private delegate LayerNode Trunk(LayerGraphBuilder graph, LayerNode photo);

    /// <summary>The trunk frozen, the head learns: 1,312,257 of 24,899,969 parameters.</summary>
    public static Architecture Head { get; } = Keras("resnet50-head", "dense1", learningRate: 1e-3);

    /// <summary>Frozen up to before <c>res5b_branch2b</c>: 9,193,473 parameters learn.</summary>
    public static Architecture Partial { get; } = Keras("resnet50-partial", "res5b_branch2b", learningRate: 1e-4);

    /// <summary>Nothing frozen: 24,846,849 parameters learn; the other 53,120 are moving statistics.</summary>
    public static Architecture Finetune { get; } = Keras("resnet50-finetune", trainableFrom: null, learningRate: 1e-5);

    /// <summary><see cref="Head"/> on torchvision's trunk.</summary>
    public static Architecture TorchvisionHead { get; } = Torchvision("resnet50-head-torchvision", "dense1", learningRate: 1e-3);

    /// <summary><see cref="Partial"/> on torchvision's trunk.</summary>
    public static Architecture TorchvisionPartial { get; } = Torchvision("resnet50-partial-torchvision", "layer4.1.conv2", learningRate: 1e-4);

    /// <summary><see cref="Finetune"/> on torchvision's trunk.</summary>
    public static Architecture TorchvisionFinetune { get; } = Torchvision("resnet50-finetune-torchvision", trainableFrom: null, learningRate: 1e-5);

    /// <summary>The SMP study's: no hidden layer, an output for each of the three classes that its labels are cut into.</summary>
    public static Architecture Terciles { get; } = new(
        "resnet50-terciles",
        "smp-popularity",
        ImageNetInput.Geometry,
        new TrainingDefaults("sgd", LearningRate: 0.01, "constant", BatchSize: 16, Epochs: 20, new(), "crossEntropy") { Momentum = 0.5 },
        PooledLayout)
    {
        Source = ResNetSources.Torchvision,
        Torchvision = "resnet50",
        Normalization = PixelNormalization.ImageNet,
    };

    /// <summary>The 2,048 means of the last planes, frozen, and what is learned from them.</summary>
    public static Architecture Features { get; } = new(
        "resnet50-features",
        "instagram-likes",
        ImageNetInput.Geometry,
        new TrainingDefaults("adam", LearningRate: 1e-3, "constant", BatchSize: 32, Epochs: 20, new(), "crossEntropy"),
        PooledLayout)
    {
        Source = ResNetSources.Torchvision,
        Torchvision = "resnet50",
        Normalization = PixelNormalization.ImageNet,
        TrainableFrom = "logits",
        Method = TrainingMethod.Features,
        Classifier = new ClassifierSettings { Kind = ClassifierWords.Svm },
    };

    /// <summary>torchvision's whole ResNet-50 for any number of classes: 25,557,032 learned parameters for 1,000.</summary>
    public static LayerGraph PooledLayout(int classCount, PixelNormalization normalization)
    {
        var (graph, photo) = ImageNetInput.Begin(normalization);
        return graph.Classify(TorchvisionResNet.Trunk50(graph, photo), classCount);
    }

    private static Architecture Keras(string name, string? trainableFrom, double learningRate) => new(
        name, HiddenProperty, ImageNetInput.Geometry, Defaults(learningRate), (classes, pixels) => HeadLayout(classes, pixels, KerasResNet50.Trunk))
    {
        Source = ResNetSources.Keras,
        Normalization = PixelNormalization.ImageNet,
        TrainableFrom = trainableFrom,
    };

    private static Architecture Torchvision(string name, string? trainableFrom, double learningRate) => new(
        name, HiddenProperty, ImageNetInput.Geometry, Defaults(learningRate), (classes, pixels) => HeadLayout(classes, pixels, TorchvisionResNet.Trunk50))
    {
        Source = ResNetSources.Torchvision,
        Torchvision = "resnet50",
        Normalization = PixelNormalization.ImageNet,
        TrainableFrom = trainableFrom,
    };

    private static TrainingDefaults Defaults(double learningRate) => new(
        "adam", learningRate, "constant", BatchSize: 32, Epochs: 20, new AugmentationSettings { Zoom = 0.1, RotationDegrees = 10, HorizontalFlip = true }, "crossEntropy");

    private static LayerGraph HeadLayout(int classCount, PixelNormalization normalization, Trunk trunk)
    {
        var (graph, photo) = ImageNetInput.Begin(normalization);
        var hidden = Connect(graph, trunk(graph, photo), "dense1", inputs: 2048);
        return graph.Classify(Connect(graph, hidden, "dense2", inputs: Hidden), classCount);
    }

    private static LayerNode Connect(LayerGraphBuilder graph, LayerNode input, string name, int inputs) =>
        graph.Add($"{name}_relu", new Relu(), graph.Add(name, new Dense(inputs, Hidden), input));
}
