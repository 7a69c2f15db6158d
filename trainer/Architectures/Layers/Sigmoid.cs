using PhotoScore.Trainer.Onnx;
using TorchSharp;

namespace PhotoScore.Trainer.Architectures.Layers;

/// <summary>1 / (1 + e⁻ˣ) of each value.</summary>
public sealed record Sigmoid : Layer
{
    internal override Shape Infer(IReadOnlyList<Shape> inputs) => Only<Shape>(inputs);

    internal override torch.Tensor Forward(IReadOnlyList<torch.Tensor> inputs, LayerState state) => inputs[0].sigmoid();

    internal override string Emit(IReadOnlyList<string> inputs, OnnxLayerWriter writer) => writer.Node("Sigmoid", inputs);
}
