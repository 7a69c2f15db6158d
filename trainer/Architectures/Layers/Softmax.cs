using PhotoScore.Trainer.Onnx;
using TorchSharp;

namespace PhotoScore.Trainer.Architectures.Layers;

/// <summary>Logits as probabilities that sum to one.</summary>
public sealed record Softmax : Layer
{
    internal override Shape Infer(IReadOnlyList<Shape> inputs) => Only<Shape.Features>(inputs);

    internal override torch.Tensor Forward(IReadOnlyList<torch.Tensor> inputs, LayerState state) =>
        torch.nn.functional.softmax(inputs[0], 1);

    internal override string Emit(IReadOnlyList<string> inputs, OnnxLayerWriter writer) =>
        writer.Node("Softmax", inputs, OnnxAttribute.Int("axis", 1));
}
