namespace PhotoScore.Trainer.Architectures.Layers;

/// <summary>A layer at its place in a graph.</summary>
public sealed class LayerNode
{
    internal LayerNode(string name, Layer layer, IReadOnlyList<LayerNode> inputs, Shape shape) =>
        (Name, Layer, Inputs, Shape) = (name, layer, inputs, shape);

    /// <summary>Its name, once in a graph.</summary>
    public string Name { get; }

    /// <summary>What it does.</summary>
    public Layer Layer { get; }

    /// <summary>Whose outputs it takes.</summary>
    public IReadOnlyList<LayerNode> Inputs { get; }

    /// <summary>What comes out, for one photo.</summary>
    public Shape Shape { get; }

    /// <summary>Products that the layer sums for one photo.</summary>
    public long MultiplyAdds => Layer.MultiplyAdds([.. Inputs.Select(input => input.Shape)]);
}
