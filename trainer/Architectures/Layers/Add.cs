using PhotoScore.Trainer.Onnx;
using TorchSharp;

namespace PhotoScore.Trainer.Architectures.Layers;

/// <summary>The sum of two equal shapes: where a residual block joins its shortcut.</summary>
public sealed record Add : Layer
{
    internal override Shape Infer(IReadOnlyList<Shape> inputs) =>
        inputs is [var left, var right] && left == right
            ? left
            : throw new ShapeException($"Add takes two inputs of one shape, not {string.Join(" and ", inputs)}.");

    internal override torch.Tensor Forward(IReadOnlyList<torch.Tensor> inputs, LayerState state) => inputs[0].add(inputs[1]);

    internal override string Emit(IReadOnlyList<string> inputs, OnnxLayerWriter writer) => writer.Node("Add", inputs);
}
