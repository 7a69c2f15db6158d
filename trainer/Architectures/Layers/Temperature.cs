using PhotoScore.Trainer.Onnx;
using TorchSharp;

namespace PhotoScore.Trainer.Architectures.Layers;

/// <summary>Logits divided by one number, found on the validation split after training, so that probabilities mean what they say (Guo et al. 2017).</summary>
/// <param name="Value">Above 0.</param>
public sealed record Temperature(double Value) : Layer
{
    internal override Shape Infer(IReadOnlyList<Shape> inputs) => Only<Shape.Features>(inputs);

    internal override torch.Tensor Forward(IReadOnlyList<torch.Tensor> inputs, LayerState state) => inputs[0].mul((float)(1 / Value));

    internal override string Emit(IReadOnlyList<string> inputs, OnnxLayerWriter writer) =>
        writer.Node("Mul", [inputs[0], writer.Constant("inverse", [1], [(float)(1 / Value)])]);
}
