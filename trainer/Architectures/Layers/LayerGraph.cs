namespace PhotoScore.Trainer.Architectures.Layers;

/// <summary>A network's layers in an order in which they can be computed. Knows no weights; see <see cref="Network"/>.</summary>
public sealed class LayerGraph
{
    internal LayerGraph(IReadOnlyList<LayerNode> nodes, LayerNode embedding, LayerNode logits, LayerNode probabilities)
    {
        Nodes = nodes;
        Logits = logits;
        Probabilities = probabilities;
        Embedding = embedding;
        Parameters = [.. nodes.SelectMany(node => node.Layer.Parameters.Select(spec => ($"{node.Name}.{spec.Name}", spec)))];
    }

    /// <summary>Every layer; each after its inputs, the photo first.</summary>
    public IReadOnlyList<LayerNode> Nodes { get; }

    /// <summary>Where photos come in.</summary>
    public LayerNode Photo => Nodes[0];

    /// <summary>What the last dense layer sees, or another classifier.</summary>
    public LayerNode Embedding { get; }

    /// <summary>One number for two classes, otherwise one a class; the last dense layer where a network learned by gradient.</summary>
    public LayerNode Logits { get; }

    /// <summary>One probability a class.</summary>
    public LayerNode Probabilities { get; }

    /// <summary>How many numbers the layers hold, moving statistics included, as Keras counts.</summary>
    public long ParameterCount => Parameters.Sum(parameter => parameter.Spec.Count);

    /// <summary>How many of them training changes.</summary>
    public long TrainableParameterCount => Parameters.Where(parameter => parameter.Spec.Learned).Sum(parameter => parameter.Spec.Count);

    /// <summary>Every tensor by its name in the graph, <c>layer.name</c>.</summary>
    internal IReadOnlyList<(string Name, ParameterSpec Spec)> Parameters { get; }
}
