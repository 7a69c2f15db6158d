using PhotoScore.Trainer.Onnx;
using TorchSharp;

namespace PhotoScore.Trainer.Architectures.Layers;

/// <summary>Zero for all that is below zero.</summary>
public sealed record Relu : Layer
{
    internal override Shape Infer(IReadOnlyList<Shape> inputs) => Only<Shape>(inputs);

    internal override torch.Tensor Forward(IReadOnlyList<torch.Tensor> inputs, LayerState state) => torch.nn.functional.relu(inputs[0]);

    internal override string Emit(IReadOnlyList<string> inputs, OnnxLayerWriter writer) => writer.Node("Relu", inputs);
}
