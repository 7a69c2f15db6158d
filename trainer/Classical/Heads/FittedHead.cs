using PhotoScore.Core.Models;
using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures.Layers;

namespace PhotoScore.Trainer.Classical.Heads;

/// <summary>A classifier that was fitted, as layers.</summary>
/// <param name="Settings">How, nothing left open.</param>
/// <param name="Layers">Adds its layers behind the features, and gives the last one, whose outputs are the logits.</param>
/// <param name="Tensors">What its layers hold, by their name in the graph, such as <c>logits.weight</c>.</param>
internal sealed record FittedHead(
    ClassifierSettings Settings, Func<LayerGraphBuilder, LayerNode, LayerNode> Layers, IReadOnlyDictionary<string, float[]> Tensors)
{
    /// <summary>Its answers to training photos that were left out; null where none were.</summary>
    public LeftOut? LeftOut { get; init; }

    /// <summary>What was compared; empty where there was no choice.</summary>
    public IReadOnlyList<TriedClassifier> Tried { get; init; } = [];
}
