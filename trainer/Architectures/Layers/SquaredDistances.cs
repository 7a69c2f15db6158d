using PhotoScore.Trainer.Onnx;
using TorchSharp;

namespace PhotoScore.Trainer.Architectures.Layers;

/// <summary>
/// The squared Euclidean distance to each of some known rows: |x|² - 2 x·row + |row|², never below zero. As one matrix product, since differences of
/// all pairs would not fit into memory; in doubles, since such a difference of large numbers leaves few digits. What comes out is doubles too, for
/// <see cref="PreciseDense"/>.
/// </summary>
/// <param name="Features">Length of a row.</param>
/// <param name="Rows">How many are known.</param>
public sealed record SquaredDistances(int Features, int Rows) : Layer
{
    internal override IReadOnlyList<ParameterSpec> Parameters =>
    [
        new("rows", [Rows, Features], Initialization.Zeros, Learned: false),
    ];

    internal override Shape Infer(IReadOnlyList<Shape> inputs) => Only<Shape.Features>(inputs).Count == Features
        ? new Shape.Features(Rows)
        : throw new ShapeException($"SquaredDistances takes {Features} features, not {inputs[0]}.");

    internal override torch.Tensor Forward(IReadOnlyList<torch.Tensor> inputs, LayerState state)
    {
        using var scope = torch.NewDisposeScope();
        var (x, rows) = (inputs[0].to(torch.float64), state["rows"].to(torch.float64));
        var squares = x.square().sum(1, keepdim: true);
        return (torch.nn.functional.linear(x, rows).mul_(-2).add_(rows.square().sum(1)) + squares).clamp_min_(0).MoveToOuterDisposeScope();
    }

    internal override string Emit(IReadOnlyList<string> inputs, OnnxLayerWriter writer)
    {
        var (x, rows, axis) = (writer.Doubles(inputs[0], "x"), writer.Doubles(writer.Parameter("rows"), "rows"), writer.Constant("axis", [1L]));
        var known = writer.Node("ReduceSumSquare", [rows, axis], suffix: "rows", OnnxAttribute.Int("keepdims", 0));
        var squares = writer.Node("ReduceSumSquare", [x, axis], suffix: "x", OnnxAttribute.Int("keepdims", 1));
        var products = writer.Node("Gemm", [x, rows, known], OnnxAttribute.Int("transB", 1), OnnxAttribute.Float("alpha", -2));
        var zero = writer.Doubles(writer.Constant("zero", [1], [0f]), "zero");
        return writer.Node("Max", [writer.Node("Add", [products, squares]), zero]);
    }
}
