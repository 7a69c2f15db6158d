using PhotoScore.Trainer.Onnx;
using TorchSharp;

namespace PhotoScore.Trainer.Architectures.Layers;

/// <summary>The Gaussian kernel of squared distances, doubles as they are: e to the power of -gamma · d².</summary>
/// <param name="Gamma">Above zero.</param>
public sealed record RadialBasis(float Gamma) : Layer
{
    internal override Shape Infer(IReadOnlyList<Shape> inputs) => Only<Shape.Features>(inputs);

    internal override torch.Tensor Forward(IReadOnlyList<torch.Tensor> inputs, LayerState state) => (inputs[0] * (double)-Gamma).exp_();

    internal override string Emit(IReadOnlyList<string> inputs, OnnxLayerWriter writer) =>
        writer.Node("Exp", [writer.Node("Mul", [inputs[0], writer.Doubles(writer.Constant("gamma", [1], [-Gamma]), "gamma")])]);
}
