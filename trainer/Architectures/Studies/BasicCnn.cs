using PhotoScore.Core.Imaging;
using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures.Layers;

namespace PhotoScore.Trainer.Architectures.Studies;

/// <summary>
/// The small networks of the hidden-property study, trained from nothing: its models B1, B2 and B3. The study names layers,
/// batch size, augmentation and B3's learning rate; the optimizer (Adam at Keras' default rate), the numbers of
/// epochs and Keras' initial weights are our choice.
/// </summary>
internal static class BasicCnn
{
    private const string Study = "hidden-property";
    private const int Side = 56;
    private const int Hidden = 512;

    /// <summary>B1: 1,723,009 parameters for two classes.</summary>
    public static Architecture Plain { get; } = Create("basic-cnn", regularized: false, learningRate: 1e-3, epochs: 30, new());

    /// <summary>B2: a second hidden layer, and dropout. 1,985,665 parameters for two classes.</summary>
    public static Architecture Regularized { get; } = Create("basic-cnn-regularized", regularized: true, learningRate: 1e-3, epochs: 30, new());

    /// <summary>B3: B2, but it hardly sees the same photo twice, and so takes smaller steps and more of them.</summary>
    public static Architecture Augmented { get; } = Create(
        "basic-cnn-augmented",
        regularized: true,
        learningRate: 1e-4,
        epochs: 60,
        new AugmentationSettings { Zoom = 0.1, RotationDegrees = 10, HorizontalFlip = true });

    /// <summary>B2's layers.</summary>
    public static LayerGraph RegularizedLayout(int classCount, PixelNormalization normalization) => Layout(classCount, normalization, regularized: true);

    private static Architecture Create(string name, bool regularized, double learningRate, int epochs, AugmentationSettings augmentation) => new(
        name,
        Study,
        Geometry.Squash(Side, Side),
        new TrainingDefaults("adam", learningRate, "constant", BatchSize: 124, epochs, augmentation, "crossEntropy"),
        (classCount, normalization) => Layout(classCount, normalization, regularized))
    {
        Source = "the study's own",
    };

    private static LayerGraph Layout(int classCount, PixelNormalization normalization, bool regularized)
    {
        var graph = new LayerGraphBuilder();
        var planes = graph.AddPhoto(Side, Side, normalization);
        planes = Convolve(graph, planes, "1", inputs: 3, outputs: 16);
        planes = Convolve(graph, planes, "2", inputs: 16, outputs: 64);
        planes = Convolve(graph, planes, "3", inputs: 64, outputs: 128);

        var flat = graph.Add("flatten", new Flatten(), planes);
        var embedding = Connect(graph, flat, "1", inputs: 3200, regularized);
        if (regularized)
            embedding = Connect(graph, embedding, "2", inputs: Hidden, regularized);
        return graph.Classify(embedding, classCount);
    }

    private static LayerNode Convolve(LayerGraphBuilder graph, LayerNode input, string number, int inputs, int outputs)
    {
        var convolved = graph.Add($"conv{number}", new Conv(inputs, outputs, Kernel: 3), input);
        var activated = graph.Add($"conv{number}_relu", new Relu(), convolved);
        return graph.Add($"pool{number}", new MaxPool(Kernel: 2, Stride: 2), activated);
    }

    private static LayerNode Connect(LayerGraphBuilder graph, LayerNode input, string number, int inputs, bool regularized)
    {
        var connected = graph.Add($"dense{number}", new Dense(inputs, Hidden), input);
        var activated = graph.Add($"dense{number}_relu", new Relu(), connected);
        return regularized ? graph.Add($"dropout{number}", new Dropout(0.3), activated) : activated;
    }
}
