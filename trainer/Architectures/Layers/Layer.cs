using PhotoScore.Trainer.Onnx;
using TorchSharp;

namespace PhotoScore.Trainer.Architectures.Layers;

/// <summary>
/// One kind of layer with its settings. What it does in training and what it becomes in ONNX stand side by side and are
/// both abstract, so that a layer can't exist in one world and be missing or different in the other.
/// </summary>
public abstract record Layer
{
    /// <summary>The tensors that the layer owns, learned and not.</summary>
    internal virtual IReadOnlyList<ParameterSpec> Parameters => [];

    /// <summary>The shape of the output.</summary>
    /// <exception cref="ShapeException">The layer has no meaning on these inputs.</exception>
    internal abstract Shape Infer(IReadOnlyList<Shape> inputs);

    /// <summary>
    /// Products that are summed for one photo, as papers count the cost of a network: convolutions and dense layers; what a value costs
    /// by itself (activations, norms, pools) is left out.
    /// </summary>
    internal virtual long MultiplyAdds(IReadOnlyList<Shape> inputs) => 0;

    /// <summary>Computes the output, a tensor of its own that the caller disposes.</summary>
    internal abstract torch.Tensor Forward(IReadOnlyList<torch.Tensor> inputs, LayerState state);

    /// <summary>Writes the nodes that compute the same in ONNX, and returns the name of the last one's output.</summary>
    internal abstract string Emit(IReadOnlyList<string> inputs, OnnxLayerWriter writer);

    /// <summary>The only input, of the shape that the layer can take.</summary>
    private protected TShape Only<TShape>(IReadOnlyList<Shape> inputs)
        where TShape : Shape =>
        inputs is [TShape shape]
            ? shape
            : throw new ShapeException($"{GetType().Name} takes one input of {typeof(TShape).Name}, not {string.Join(" and ", inputs)}.");
}
