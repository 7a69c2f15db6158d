using PhotoScore.Core.Imaging;
using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures.Layers;

namespace PhotoScore.Trainer.Architectures.Studies;

/// <summary>
/// The network of the one-person study, on 200 x 200: three convolutions (32, 32, 64), each with a pool, 64 hidden numbers, and half of them dropped.
/// Keras' own introduction to learning from few photos has it on 150 x 150; the optimizer, its rate, the batch, the epochs and the augmentation are from
/// there. Keras of that time sheared by radians: its 0.2 are 11.5 degrees.
/// </summary>
internal static class KerasSmall
{
    private const int Side = 200;
    private const int Hidden = 64;

    /// <summary>2,195,553 parameters for two classes.</summary>
    public static Architecture Small { get; } = new(
        "keras-small",
        "one-person",
        Geometry.Squash(Side, Side),
        new TrainingDefaults("rmsprop", LearningRate: 1e-3, "constant", BatchSize: 16, Epochs: 50, new AugmentationSettings { ShearDegrees = 11.5, Zoom = 0.2, HorizontalFlip = true }, "crossEntropy"),
        Layout)
    {
        Source = "Chollet 2016, Building powerful image classification models using very little data",
    };

    private static LayerGraph Layout(int classCount, PixelNormalization normalization)
    {
        var graph = new LayerGraphBuilder();
        var planes = Convolve(graph, graph.AddPhoto(Side, Side, normalization), "1", inputs: 3, outputs: 32);
        planes = Convolve(graph, planes, "2", inputs: 32, outputs: 32);
        planes = Convolve(graph, planes, "3", inputs: 32, outputs: 64);
        var flat = graph.Add("flatten", new Flatten(), planes);
        var hidden = graph.Add("dense1", new Dense(64 * 23 * 23, Hidden), flat);
        return graph.Classify(graph.Add("dropout1", new Dropout(0.5), graph.Add("dense1_relu", new Relu(), hidden)), classCount);
    }

    private static LayerNode Convolve(LayerGraphBuilder graph, LayerNode input, string number, int inputs, int outputs)
    {
        var convolved = graph.Add($"conv{number}", new Conv(inputs, outputs, Kernel: 3), input);
        return graph.Add($"pool{number}", new MaxPool(Kernel: 2, Stride: 2), graph.Add($"conv{number}_relu", new Relu(), convolved));
    }
}
