using PhotoScore.Trainer.Onnx;
using TorchSharp;

namespace PhotoScore.Trainer.Architectures.Layers;

/// <summary>Planes of one size, one after the other.</summary>
public sealed record Concat : Layer
{
    internal override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        var planes = inputs.OfType<Shape.Planes>().ToList();
        return planes.Count == inputs.Count && planes.Count > 1 && planes.All(other => (other.Height, other.Width) == (planes[0].Height, planes[0].Width))
            ? planes[0] with { Channels = planes.Sum(other => other.Channels) }
            : throw new ShapeException($"Concat takes two or more planes of one size, not {string.Join(" and ", inputs)}.");
    }

    internal override torch.Tensor Forward(IReadOnlyList<torch.Tensor> inputs, LayerState state) => torch.cat([.. inputs], 1);

    internal override string Emit(IReadOnlyList<string> inputs, OnnxLayerWriter writer) =>
        writer.Node("Concat", inputs, OnnxAttribute.Int("axis", 1));
}
