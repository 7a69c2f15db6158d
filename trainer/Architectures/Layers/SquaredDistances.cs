using PhotoScore.Trainer.Onnx;
using TorchSharp;

namespace PhotoScore.Trainer.Architectures.Layers;

/// <summary>
/// The squared Euclidean distance to each of some known rows: |x|² - 2 x·row + |row|², never below zero. As one matrix product, since differences of
/// all pairs would not fit into memory.
/// </summary>
/// <param name="Features">Length of a row.</param>
/// <param name="Rows">How many are known.</param>
public sealed record SquaredDistances(int Features, int Rows) : Layer
{
    internal override IReadOnlyList<ParameterSpec> Parameters =>
    [
        new("rows", [Rows, Features], Initialization.Zeros, Learned: false),
        new("squares", [Rows], Initialization.Zeros, Learned: false),
    ];

    internal override Shape Infer(IReadOnlyList<Shape> inputs) => Only<Shape.Features>(inputs).Count == Features
        ? new Shape.Features(Rows)
        : throw new ShapeException($"SquaredDistances takes {Features} features, not {inputs[0]}.");

    internal override torch.Tensor Forward(IReadOnlyList<torch.Tensor> inputs, LayerState state)
    {
        using var scope = torch.NewDisposeScope();
        var products = torch.nn.functional.linear(inputs[0], state["rows"]);
        var squares = inputs[0].square().sum(1, keepdim: true);
        return (products.mul_(-2).add_(state["squares"]) + squares).clamp_min_(0).MoveToOuterDisposeScope();
    }

    internal override string Emit(IReadOnlyList<string> inputs, OnnxLayerWriter writer)
    {
        var products = writer.Node(
            "Gemm", [inputs[0], writer.Parameter("rows"), writer.Parameter("squares")], OnnxAttribute.Int("transB", 1), OnnxAttribute.Float("alpha", -2));
        var squares = writer.Node("ReduceSumSquare", [inputs[0], writer.Constant("axis", [1L])], OnnxAttribute.Int("keepdims", 1));
        return writer.Node("Max", [writer.Node("Add", [products, squares]), writer.Constant("zero", [1], [0f])]);
    }
}
