using PhotoScore.Core.Imaging;
using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures.Layers;

namespace PhotoScore.Trainer.Architectures.VggNets;

/// <summary>
/// Configuration A of Simonyan and Zisserman on photos of 240 x 180, the favourites study's network; as published, and with batch
/// normalisation. Names are those of torchvision's vgg11 and vgg11_bn, whose convolutions fit; its dense layers don't, for they take another size.
/// The plain one may come to answer every photo alike and stay there: it is deep and has no norms. Rate, momentum, decay and epochs are the paper's; the
/// batch of 32 instead of 256 and how long a loss may stand still are our choice.
/// </summary>
internal static class VggA
{
    private const int Hidden = 4096;

    /// <summary>As published.</summary>
    public static Architecture Plain { get; } = Create("vgg-a", batchNorm: false, learningRate: 0.01);

    /// <summary>With batch normalisation after every convolution.</summary>
    public static Architecture Normalized { get; } = Create("vgg-a-bn", batchNorm: true, learningRate: 0.01);

    /// <summary>At 224 x 224 for 1,000 classes: 132,863,336 learned parameters, and 5,504 more with batch normalisation.</summary>
    public static LayerGraph Layout(int width, int height, int classCount, PixelNormalization normalization, bool batchNorm)
    {
        var graph = new LayerGraphBuilder();
        var planes = Convolutions(graph, graph.AddPhoto(height, width, normalization), batchNorm);
        var vector = graph.Add("flatten", new Flatten(), planes);
        foreach (var number in new[] { 0, 3 })
        {
            var inputs = ((Shape.Features)vector.Shape).Count;
            vector = graph.Add($"classifier.{number}", new Dense(inputs, Hidden, Initialization.HeNormal), vector);
            vector = graph.Add($"classifier.{number + 1}", new Relu(), vector);
            vector = graph.Add($"classifier.{number + 2}", new Dropout(0.5), vector);
        }

        return graph.Classify(vector, classCount);
    }

    private static LayerNode Convolutions(LayerGraphBuilder graph, LayerNode photo, bool batchNorm)
    {
        var (planes, channels, number) = (photo, 3, 0);
        foreach (var stage in (int[][])[[64], [128], [256, 256], [512, 512], [512, 512]])
        {
            foreach (var width in stage)
            {
                AddNext(new Conv(channels, width, Kernel: 3, Padding: 1, Weights: Initialization.HeNormal));
                if (batchNorm)
                    AddNext(new BatchNorm(width));
                AddNext(new Relu());
                channels = width;
            }

            AddNext(new MaxPool(Kernel: 2, Stride: 2));
        }

        return planes;

        void AddNext(Layer layer) => planes = graph.Add($"features.{number++}", layer, planes);
    }

    private static Architecture Create(string name, bool batchNorm, double learningRate) => new(
        name,
        "flickr-favorites",
        Geometry.Squash(240, 180),
        new TrainingDefaults("sgd", learningRate, "reduceOnPlateau", BatchSize: 32, Epochs: 74, new AugmentationSettings { HorizontalFlip = true }, "crossEntropy")
        {
            WeightDecay = 5e-4,
            StepFactor = 0.1,
            Patience = 12,
        },
        (classCount, normalization) => Layout(240, 180, classCount, normalization, batchNorm))
    {
        Source = "Simonyan and Zisserman 2015, configuration A" + (batchNorm ? " with batch normalisation" : ""),
    };
}
