using PhotoScore.Trainer.Onnx;
using TorchSharp;

namespace PhotoScore.Trainer.Architectures.Layers;

/// <summary>The mean of each plane, as a vector.</summary>
public sealed record GlobalAveragePool : Layer
{
    internal override Shape Infer(IReadOnlyList<Shape> inputs) => new Shape.Features(Only<Shape.Planes>(inputs).Channels);

    internal override torch.Tensor Forward(IReadOnlyList<torch.Tensor> inputs, LayerState state) => inputs[0].mean([2, 3]);

    internal override string Emit(IReadOnlyList<string> inputs, OnnxLayerWriter writer)
    {
        var means = writer.Node("GlobalAveragePool", inputs);
        return writer.Node("Flatten", [means], OnnxAttribute.Int("axis", 1));
    }
}
