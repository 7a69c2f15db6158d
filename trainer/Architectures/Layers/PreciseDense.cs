using PhotoScore.Trainer.Onnx;
using PhotoScore.Trainer.Onnx.Schema;
using TorchSharp;

namespace PhotoScore.Trainer.Architectures.Layers;

/// <summary>A weighted sum of doubles and a bias, as a float: where a distance nearly equals its threshold, nothing is lost but at the end.</summary>
/// <param name="Inputs">Length of the vector that comes in.</param>
public sealed record PreciseDense(int Inputs) : Layer
{
    internal override IReadOnlyList<ParameterSpec> Parameters =>
    [
        new("weight", [1, Inputs], Initialization.Zeros, Learned: false),
        new("bias", [1], Initialization.Zeros, Learned: false),
    ];

    internal override Shape Infer(IReadOnlyList<Shape> inputs) => Only<Shape.Features>(inputs).Count == Inputs
        ? new Shape.Features(1)
        : throw new ShapeException($"PreciseDense takes {Inputs} features, not {inputs[0]}.");

    internal override torch.Tensor Forward(IReadOnlyList<torch.Tensor> inputs, LayerState state)
    {
        using var scope = torch.NewDisposeScope();
        var (weight, bias) = (state["weight"].to(torch.float64), state["bias"].to(torch.float64));
        return torch.nn.functional.linear(inputs[0], weight, bias).to(torch.float32).MoveToOuterDisposeScope();
    }

    internal override string Emit(IReadOnlyList<string> inputs, OnnxLayerWriter writer)
    {
        var (weight, bias) = (writer.Doubles(writer.Parameter("weight"), "weight"), writer.Doubles(writer.Parameter("bias"), "bias"));
        var sum = writer.Node("Gemm", [inputs[0], weight, bias], OnnxAttribute.Int("transB", 1));
        return writer.Node("Cast", [sum], OnnxAttribute.Int("to", (long)TensorProto.Types.DataType.Float));
    }
}
