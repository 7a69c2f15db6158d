using PhotoScore.Trainer.Onnx;
using TorchSharp;

namespace PhotoScore.Trainer.Architectures.Layers;

/// <summary>Zero for all that is below zero, six for all that is above six.</summary>
public sealed record Relu6 : Layer
{
    internal override Shape Infer(IReadOnlyList<Shape> inputs) => Only<Shape>(inputs);

    internal override torch.Tensor Forward(IReadOnlyList<torch.Tensor> inputs, LayerState state) => torch.nn.functional.relu6(inputs[0]);

    internal override string Emit(IReadOnlyList<string> inputs, OnnxLayerWriter writer) =>
        writer.Node("Clip", [inputs[0], writer.Constant("lowest", [], [0f]), writer.Constant("highest", [], [6f])]);
}
