using PhotoScore.Trainer.Architectures.Layers;

namespace PhotoScore.Trainer.Evaluation;

/// <summary>What is put around a trained graph for serving. Layers keep their names, and so their weights.</summary>
internal static class ServedGraph
{
    /// <summary>The graph on photos and their mirror images: logits are the mean of both, the embedding is the photo's own.</summary>
    public static LayerGraph WithMirrored(LayerGraph graph)
    {
        var (builder, copies) = Copy(graph, photo: (added, photo) => added.Add("mirrored", new Mirrored(), photo));
        var logits = builder.Add("both", new MeanOfHalves(), copies[graph.Logits]);
        return builder.End(logits, builder.Add("seen", new FirstHalf(), copies[graph.Embedding]));
    }

    /// <summary>The graph with its logits divided by a temperature.</summary>
    public static LayerGraph WithTemperature(LayerGraph graph, double temperature)
    {
        var (builder, copies) = Copy(graph, photo: (_, photo) => photo);
        return builder.End(builder.Add("temperature", new Temperature(temperature), copies[graph.Logits]), copies[graph.Embedding]);
    }

    /// <summary>What is served of a trained network, beside which it lives: its answers to photos and mirror images where asked, divided by a temperature where there is one.</summary>
    public static LayerGraph Of(LayerGraph graph, bool flips, double? temperature)
    {
        var seen = flips ? WithMirrored(graph) : graph;
        return temperature is { } divisor ? WithTemperature(seen, divisor) : seen;
    }

    /// <summary>All that logits and embedding need, in a graph of its own.</summary>
    private static (LayerGraphBuilder Builder, Dictionary<LayerNode, LayerNode> Copies) Copy(
        LayerGraph graph, Func<LayerGraphBuilder, LayerNode, LayerNode> photo)
    {
        var needed = new HashSet<LayerNode> { graph.Logits, graph.Embedding };
        foreach (var node in graph.Nodes.Reverse().Where(needed.Contains))
            needed.UnionWith(node.Inputs);

        var (builder, copies) = (new LayerGraphBuilder(), new Dictionary<LayerNode, LayerNode>());
        foreach (var node in graph.Nodes.Where(needed.Contains))
        {
            var copy = builder.Add(node.Name, node.Layer, [.. node.Inputs.Select(input => copies[input])]);
            copies[node] = node == graph.Photo ? photo(builder, copy) : copy;
        }

        return (builder, copies);
    }
}
