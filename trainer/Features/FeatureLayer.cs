using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Architectures.Layers;

namespace PhotoScore.Trainer.Features;

/// <summary>Finds the layer whose outputs are the features.</summary>
internal static class FeatureLayer
{
    /// <param name="graph">The architecture's layers.</param>
    /// <param name="architecture">Which words it has for them.</param>
    /// <param name="word">A request's word; null for the embedding.</param>
    /// <exception cref="InvalidOperationException">The architecture has no such word.</exception>
    public static LayerNode Of(LayerGraph graph, Architecture architecture, string? word)
    {
        if (word is null)
            return graph.Embedding;
        return architecture.FeatureLayers.TryGetValue(word, out var name)
            ? graph.Nodes.Single(node => node.Name == name)
            : throw new InvalidOperationException(
                $"{architecture.Name} has no features '{word}'. {(architecture.FeatureLayers.Count == 0 ? "Leave the layer out." : $"Choose one of {string.Join(", ", architecture.FeatureLayers.Keys)}.")}");
    }
}
