using PhotoScore.Trainer.Onnx;
using TorchSharp;

namespace PhotoScore.Trainer.Architectures.Layers;

/// <summary>A single probability p as the pair [1 - p, p], so that two classes are answered as any other number is.</summary>
public sealed record Complement : Layer
{
    internal override Shape Infer(IReadOnlyList<Shape> inputs) => Only<Shape.Features>(inputs) is { Count: 1 }
        ? new Shape.Features(2)
        : throw new ShapeException($"Complement takes a single probability, not {inputs[0]}.");

    internal override torch.Tensor Forward(IReadOnlyList<torch.Tensor> inputs, LayerState state)
    {
        using var other = 1 - inputs[0];
        return torch.cat([other, inputs[0]], 1);
    }

    internal override string Emit(IReadOnlyList<string> inputs, OnnxLayerWriter writer)
    {
        var other = writer.Node("Sub", [writer.Constant("one", [1], [1f]), inputs[0]]);
        return writer.Node("Concat", [other, inputs[0]], OnnxAttribute.Int("axis", 1));
    }
}
