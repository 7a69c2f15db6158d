namespace PhotoScore.Trainer.Architectures.Layers;

/// <summary>Puts layers together, and refuses at once what does not fit.</summary>
internal sealed class LayerGraphBuilder
{
    private readonly List<LayerNode> _nodes = [];

    /// <summary>Starts a graph with all that <paramref name="end"/> of another one needs: a trunk without what follows it.</summary>
    public static LayerGraphBuilder Trunk(LayerGraph graph, LayerNode end)
    {
        var trunk = new LayerGraphBuilder();
        trunk._nodes.AddRange(Needed(graph, end));
        return trunk;
    }

    /// <summary>A layer of a graph and all those that it needs, in the order of the graph.</summary>
    public static IReadOnlyList<LayerNode> Needed(LayerGraph graph, LayerNode end)
    {
        var needed = new HashSet<LayerNode> { end };
        foreach (var node in graph.Nodes.Reverse().Where(needed.Contains))
            needed.UnionWith(node.Inputs);
        return [.. graph.Nodes.Where(needed.Contains)];
    }

    /// <summary>What follows a layer of a graph, from the layer's features on, which come in instead of photos.</summary>
    /// <param name="graph">All that it ends with has to follow <paramref name="cut"/>, or be it.</param>
    /// <param name="cut">A layer that makes features.</param>
    public static LayerGraph After(LayerGraph graph, LayerNode cut)
    {
        var head = new LayerGraphBuilder();
        var made = new Dictionary<LayerNode, LayerNode> { [cut] = head.Add(cut.Name, new KnownFeatures(((Shape.Features)cut.Shape).Count)) };
        foreach (var node in graph.Nodes.Where(node => node.Inputs.Count > 0 && node != cut && node.Inputs.All(made.ContainsKey)))
            made[node] = head.Add(node.Name, node.Layer, [.. node.Inputs.Select(input => made[input])]);
        return new LayerGraph(head._nodes, made[graph.Embedding], made[graph.Logits], made[graph.Probabilities]);
    }

    /// <summary>Starts a graph with its photo, scaled and normalised.</summary>
    public LayerNode AddPhoto(int height, int width, PixelNormalization normalization) =>
        Add("normalize", new Normalize(normalization), Add("photo", new Photo(height, width)));

    /// <summary>Adds a layer behind others.</summary>
    /// <exception cref="ShapeException">It does not fit.</exception>
    public LayerNode Add(string name, Layer layer, params LayerNode[] inputs)
    {
        if (_nodes.Any(node => node.Name == name))
            throw new ArgumentException($"The graph has a layer '{name}' already.", nameof(name));
        try
        {
            var node = new LayerNode(name, layer, inputs, layer.Infer([.. inputs.Select(input => input.Shape)]));
            _nodes.Add(node);
            return node;
        }
        catch (ShapeException e)
        {
            throw new ShapeException($"Layer '{name}' does not fit: {e.Message}");
        }
    }

    /// <summary>
    /// Ends a graph: a dense layer from the embedding to a logit a class and a softmax, or for two classes to a single
    /// logit and a sigmoid.
    /// </summary>
    public LayerGraph Classify(LayerNode embedding, int classCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 2);
        if (embedding.Shape is not Shape.Features features)
            throw new ShapeException($"Classes are told apart by a vector, not by {embedding.Shape} of '{embedding.Name}'.");

        return End(Add("logits", new Dense(features.Count, classCount == 2 ? 1 : classCount), embedding), embedding);
    }

    /// <summary>Ends a graph whose <paramref name="logits"/> are there: one for two classes, otherwise one a class.</summary>
    public LayerGraph End(LayerNode logits, LayerNode embedding)
    {
        var probabilities = logits.Shape is Shape.Features { Count: 1 }
            ? Add("probabilities", new Complement(), Add("sigmoid", new Sigmoid(), logits))
            : Add("probabilities", new Softmax(), logits);
        RefuseLooseEnds(probabilities, embedding);
        return new LayerGraph(_nodes, embedding, logits, probabilities);
    }

    // A forgotten layer would be counted and saved, but never trained.
    private void RefuseLooseEnds(params LayerNode[] ends)
    {
        var used = _nodes.SelectMany(node => node.Inputs).Concat(ends).ToHashSet();
        if (_nodes.Find(node => !used.Contains(node)) is { } loose)
            throw new ShapeException($"No layer takes the output of '{loose.Name}'.");
    }
}
