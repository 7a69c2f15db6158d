using PhotoScore.Core.Imaging;
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

    /// <summary>How a photo becomes the network's input; its size is fixed.</summary>
    public Geometry Geometry { get; }

    /// <summary>How it is trained unless a request says otherwise.</summary>
    public TrainingDefaults Defaults { get; }

    /// <summary>How it learns.</summary>
    public TrainingMethod Method { get; init; } = TrainingMethod.Gradient;

    /// <summary>The layers. Loads no native library.</summary>
    /// <param name="classCount">At least 2.</param>
    /// <param name="normalization">What is done to pixels; null only scales them to 0 to 1.</param>
    public LayerGraph Layout(int classCount, PixelNormalization? normalization = null) =>
        _layout(classCount, normalization ?? PixelNormalization.UnitScale);
}
