using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures.Layers;

namespace PhotoScore.Trainer.Architectures.AlexNets;

/// <summary>
/// AlexNet of the likes study as torchvision lays it out: one tower, no response normalisation, 224 x 224. The study cropped 227 for Caffe's
/// layout, which pads the first convolution less; the planes behind it are the same.
/// </summary>
internal static class AlexNet
{
    private const int Hidden = 4096;

    /// <summary>Every layer learns; the rate falls to a tenth every 5,000 steps.</summary>
    public static Architecture Finetune { get; } = Create(
        "alexnet-finetune",
        new TrainingDefaults("sgd", LearningRate: 0.001, "step", BatchSize: 64, Epochs: 30, new AugmentationSettings { HorizontalFlip = true }, "crossEntropy")
        {
            WeightDecay = 5e-4,
            StepEvery = 5000,
            StepFactor = 0.1,
        },
        trainableFrom: null);

    /// <summary>The 4,096 numbers of fc7, frozen, and what is learned from them.</summary>
    public static Architecture Features { get; } = Create(
        "alexnet-features",
        new TrainingDefaults("adam", LearningRate: 1e-3, "constant", BatchSize: 64, Epochs: 20, new(), "crossEntropy"),
        trainableFrom: "logits");

    /// <summary>61,100,840 learned parameters for 1,000 classes.</summary>
    public static LayerGraph Layout(int classCount, PixelNormalization normalization)
    {
        var (graph, photo) = ImageNetInput.Begin(normalization);
        return graph.Classify(Fc7(graph, Fc6(graph, photo)), classCount);
    }

    /// <summary>Photo to the 4,096 numbers of the first dense layer.</summary>
    public static LayerNode Fc6(LayerGraphBuilder graph, LayerNode photo)
    {
        var planes = Convolve(graph, photo, 0, new Conv(3, 64, Kernel: 11, Stride: 4, Padding: 2, Weights: Initialization.HeNormal));
        planes = graph.Add("features.2", new MaxPool(3, Stride: 2), planes);
        planes = Convolve(graph, planes, 3, new Conv(64, 192, Kernel: 5, Padding: 2, Weights: Initialization.HeNormal));
        planes = graph.Add("features.5", new MaxPool(3, Stride: 2), planes);
        planes = Convolve(graph, planes, 6, new Conv(192, 384, Kernel: 3, Padding: 1, Weights: Initialization.HeNormal));
        planes = Convolve(graph, planes, 8, new Conv(384, 256, Kernel: 3, Padding: 1, Weights: Initialization.HeNormal));
        planes = Convolve(graph, planes, 10, new Conv(256, 256, Kernel: 3, Padding: 1, Weights: Initialization.HeNormal));
        planes = graph.Add("features.12", new MaxPool(3, Stride: 2), planes);
        return Connect(graph, graph.Add("flatten", new Flatten(), planes), 0, inputs: 256 * 6 * 6);
    }

    /// <summary>The first dense layer's numbers to the second one's.</summary>
    public static LayerNode Fc7(LayerGraphBuilder graph, LayerNode fc6) => Connect(graph, fc6, 3, inputs: Hidden);

    private static LayerNode Convolve(LayerGraphBuilder graph, LayerNode input, int number, Conv convolution) =>
        graph.Add($"features.{number + 1}", new Relu(), graph.Add($"features.{number}", convolution, input));

    private static LayerNode Connect(LayerGraphBuilder graph, LayerNode input, int number, int inputs)
    {
        var dropped = graph.Add($"classifier.{number}", new Dropout(0.5), input);
        var connected = graph.Add($"classifier.{number + 1}", new Dense(inputs, Hidden, Initialization.HeNormal), dropped);
        return graph.Add($"classifier.{number + 2}", new Relu(), connected);
    }

    private static Architecture Create(string name, TrainingDefaults defaults, string? trainableFrom) =>
        new(name, "instagram-likes", ImageNetInput.Geometry, defaults, Layout)
        {
            Source = "Krizhevsky et al. 2012, as torchvision lays it out (Krizhevsky 2014)",
            Torchvision = "alexnet",
            Normalization = PixelNormalization.ImageNet,
            TrainableFrom = trainableFrom,
            Method = trainableFrom is null ? TrainingMethod.Gradient : TrainingMethod.Features,
            Classifier = trainableFrom is null ? null : new ClassifierSettings { Kind = ClassifierWords.Svm },
            FeatureLayers = new Dictionary<string, string> { ["fc6"] = "classifier.2", ["fc7"] = "classifier.5" },
        };
}
