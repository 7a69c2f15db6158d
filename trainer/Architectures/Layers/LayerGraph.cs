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

    /// <summary>Products that are summed for one photo, as papers count: see <see cref="Layer.MultiplyAdds"/>.</summary>
    public long MultiplyAdds => Nodes.Sum(node => node.MultiplyAdds);

    /// <summary>How many of them training changes: no moving statistic, as torchvision counts, and none of a frozen layer.</summary>
    /// <param name="from">The first layer that learns; null when all do.</param>
    /// <exception cref="ArgumentException">There is no such layer.</exception>
    public long TrainableParameterCount(string? from = null) =>
        From(from).SelectMany(node => node.Layer.Parameters).Where(spec => spec.Learned).Sum(spec => spec.Count);

    /// <summary>A layer and all that come after it, in the order of the graph; every layer for null.</summary>
    /// <exception cref="ArgumentException">There is no such layer; the message names those that hold parameters.</exception>
    public IEnumerable<LayerNode> From(string? first)
    {
        if (first is null)
            return Nodes;
        var known = Nodes.Where(node => node.Layer.Parameters.Count > 0).Select(node => node.Name);
        return Nodes.Any(node => node.Name == first)
            ? Nodes.SkipWhile(node => node.Name != first)
            : throw new ArgumentException($"There is no layer '{first}'. Choose one of: {string.Join(", ", known)}.", nameof(first));
    }

    /// <summary>Every tensor by its name in the graph, <c>layer.name</c>.</summary>
    internal IReadOnlyList<(string Name, ParameterSpec Spec)> Parameters { get; }
}
