using PhotoScore.Trainer.Architectures.Layers;
using PhotoScore.Trainer.Features;

namespace PhotoScore.Trainer.Classical.OneClass;

/// <summary>What photos of one class look like.</summary>
internal interface INovelty
{
    /// <summary>How ordinary a photo is: the higher, the more like those that were learned from.</summary>
    double Score(ReadOnlySpan<float> features);

    /// <summary>Layers whose output, named <c>logits</c>, is factor · score + offset, and what they hold.</summary>
    (Func<LayerGraphBuilder, LayerNode, LayerNode> Layers, IReadOnlyDictionary<string, float[]> Tensors) Head(double factor, double offset);
}

/// <summary>Learns what photos of one class look like.</summary>
internal interface INoveltyLearner
{
    INovelty Fit(FeatureMatrix features, CancellationToken cancellation);
}
