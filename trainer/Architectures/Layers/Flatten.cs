using PhotoScore.Trainer.Onnx;
using TorchSharp;

namespace PhotoScore.Trainer.Architectures.Layers;

/// <summary>Planes as one vector, plane after plane.</summary>
public sealed record Flatten : Layer
{
    internal override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        var planes = Only<Shape.Planes>(inputs);
        return new Shape.Features(planes.Channels * planes.Height * planes.Width);
    }

    internal override torch.Tensor Forward(IReadOnlyList<torch.Tensor> inputs, LayerState state) => inputs[0].flatten(1);

    internal override string Emit(IReadOnlyList<string> inputs, OnnxLayerWriter writer) =>
        writer.Node("Flatten", inputs, OnnxAttribute.Int("axis", 1));
}
