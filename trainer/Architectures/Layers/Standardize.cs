using PhotoScore.Trainer.Onnx;
using TorchSharp;

namespace PhotoScore.Trainer.Architectures.Layers;

/// <summary>Takes a mean from each feature and divides by a deviation: x · scale + offset, numbers that statistics of the train split gave.</summary>
/// <param name="Count">Features.</param>
public sealed record Standardize(int Count) : Layer
{
    internal override IReadOnlyList<ParameterSpec> Parameters =>
    [
        new("scale", [Count], Initialization.Ones, Learned: false),
        new("offset", [Count], Initialization.Zeros, Learned: false),
    ];

    internal override Shape Infer(IReadOnlyList<Shape> inputs) => Only<Shape.Features>(inputs).Count == Count
        ? inputs[0]
        : throw new ShapeException($"Standardize takes {Count} features, not {inputs[0]}.");

    internal override torch.Tensor Forward(IReadOnlyList<torch.Tensor> inputs, LayerState state)
    {
        using var scaled = inputs[0] * state["scale"];
        return scaled + state["offset"];
    }

    internal override string Emit(IReadOnlyList<string> inputs, OnnxLayerWriter writer) =>
        writer.Node("Add", [writer.Node("Mul", [inputs[0], writer.Parameter("scale")]), writer.Parameter("offset")]);
}
