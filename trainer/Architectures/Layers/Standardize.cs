using PhotoScore.Trainer.Onnx;
using TorchSharp;

namespace PhotoScore.Trainer.Architectures.Layers;

/// <summary>Takes from each feature its mean over the train split, and multiplies by what brings its deviation to 1. In this order: a mean far above the deviation would cost the last digits.</summary>
/// <param name="Count">Features.</param>
public sealed record Standardize(int Count) : Layer
{
    internal override IReadOnlyList<ParameterSpec> Parameters =>
    [
        new("mean", [Count], Initialization.Zeros, Learned: false),
        new("scale", [Count], Initialization.Ones, Learned: false),
    ];

    internal override Shape Infer(IReadOnlyList<Shape> inputs) => Only<Shape.Features>(inputs).Count == Count
        ? inputs[0]
        : throw new ShapeException($"Standardize takes {Count} features, not {inputs[0]}.");

    internal override torch.Tensor Forward(IReadOnlyList<torch.Tensor> inputs, LayerState state)
    {
        using var centred = inputs[0] - state["mean"];
        return centred * state["scale"];
    }

    internal override string Emit(IReadOnlyList<string> inputs, OnnxLayerWriter writer) =>
        writer.Node("Mul", [writer.Node("Sub", [inputs[0], writer.Parameter("mean")]), writer.Parameter("scale")]);
}
