using PhotoScore.Trainer.Onnx;
using TorchSharp;

namespace PhotoScore.Trainer.Architectures.Layers;

/// <summary>Every output is a weighted sum of every input, and a bias.</summary>
/// <param name="Inputs">Length of the vector that comes in.</param>
/// <param name="Outputs">Length of the vector that goes out.</param>
/// <param name="Weights">The weights before training.</param>
public sealed record Dense(int Inputs, int Outputs, Initialization Weights = Initialization.GlorotUniform) : Layer
{
    internal override IReadOnlyList<ParameterSpec> Parameters =>
        [new("weight", [Outputs, Inputs], Weights), new("bias", [Outputs], Initialization.Zeros)];

    internal override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        var features = Only<Shape.Features>(inputs);
        return features.Count == Inputs
            ? new Shape.Features(Outputs)
            : throw new ShapeException($"Dense takes {Inputs} features, not {features}.");
    }

    internal override long MultiplyAdds(IReadOnlyList<Shape> inputs) => (long)Inputs * Outputs;

    internal override torch.Tensor Forward(IReadOnlyList<torch.Tensor> inputs, LayerState state) =>
        torch.nn.functional.linear(state.Rounded(inputs[0]), state.Rounded("weight"), state.Rounded("bias"));

    internal override string Emit(IReadOnlyList<string> inputs, OnnxLayerWriter writer) =>
        writer.Node("Gemm", [inputs[0], writer.Parameter("weight"), writer.Parameter("bias")], OnnxAttribute.Int("transB", 1));
}
