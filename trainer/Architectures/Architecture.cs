using PhotoScore.Core.Imaging;
using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures.Layers;

namespace PhotoScore.Trainer.Architectures;

/// <summary>A named network layout, with the input and the training that belong to it.</summary>
public sealed class Architecture
{
    private readonly Func<int, PixelNormalization, LayerGraph> _layout;

    /// <summary>Names a layout.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="study">The study that it comes from.</param>
    /// <param name="geometry">How a photo gets the size that the layout takes.</param>
    /// <param name="defaults">How it is trained unless told.</param>
    /// <param name="layout">The layers for a number of classes and a normalisation of pixels.</param>
    internal Architecture(
        string name, string study, Geometry geometry, TrainingDefaults defaults, Func<int, PixelNormalization, LayerGraph> layout)
    {
        Name = ArchitectureName.Parse(name);
        Study = study;
        Geometry = geometry;
        Defaults = defaults;
        _layout = layout;
    }

    /// <summary>Its name.</summary>
    public ArchitectureName Name { get; }

    /// <summary>The study that it comes from.</summary>
    public string Study { get; }

    /// <summary>The paper that describes the network, and whose layout it follows where there are several.</summary>
    public string Source { get; init; } = "";

    /// <summary>
    /// The model of torchvision whose tensors have the names and shapes of this one's trunk, so that weights of that model fit; null when none do.
    /// </summary>
    public string? Torchvision { get; init; }

    /// <summary>How a photo becomes the network's input; its size is fixed.</summary>
    public Geometry Geometry { get; }

    /// <summary>How it is trained unless a request says otherwise.</summary>
    public TrainingDefaults Defaults { get; }

    /// <summary>What is done to pixels unless told.</summary>
    public PixelNormalization Normalization { get; init; } = PixelNormalization.UnitScale;

    /// <summary>
    /// The first layer that learns, in the order of <see cref="LayerGraph.Nodes"/>; those before it are frozen, which needs pretrained weights to
    /// make sense. Null when every layer learns.
    /// </summary>
    public string? TrainableFrom { get; init; }

    /// <summary>The layers whose outputs may be the features, by the word that a request has for each; where none are named it is <see cref="LayerGraph.Embedding"/>.</summary>
    internal IReadOnlyDictionary<string, string> FeatureLayers { get; init; } = new Dictionary<string, string>();

    /// <summary>What is fitted to the features unless a request says otherwise; null where the architecture's own last layers learn from them.</summary>
    public ClassifierSettings? Classifier { get; init; }

    /// <summary>How it learns.</summary>
    public TrainingMethod Method { get; init; } = TrainingMethod.Gradient;

    /// <summary>The layers. Loads no native library.</summary>
    /// <param name="classCount">At least 2.</param>
    /// <param name="normalization">What is done to pixels; null for <see cref="Normalization"/>.</param>
    public LayerGraph Layout(int classCount, PixelNormalization? normalization = null) => _layout(classCount, normalization ?? Normalization);

    /// <summary>The same with other layers: what a classifier that was fitted puts behind the trunk.</summary>
    internal Architecture With(LayerGraph graph) => new(Name.Value, Study, Geometry, Defaults, (_, _) => graph)
    {
        Source = Source,
        Torchvision = Torchvision,
        Normalization = Normalization,
        FeatureLayers = FeatureLayers,
        Classifier = Classifier,
        Method = Method,
    };
}
