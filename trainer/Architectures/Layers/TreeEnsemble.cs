using PhotoScore.Trainer.Onnx;
using TorchSharp;

namespace PhotoScore.Trainer.Architectures.Layers;

/// <summary>
/// The sum of what many trees say of a vector. At a node the way goes to <c>below</c> where the feature is at most the threshold, both as floats, and
/// otherwise to <c>above</c>; where <c>feature</c> is negative it has ended, at <c>value</c>. No gradient flows through.
/// </summary>
/// <param name="Features">Length of the vector that comes in.</param>
/// <param name="Outputs">Length of what a leaf says.</param>
/// <param name="Trees">How many.</param>
/// <param name="Nodes">Of all trees together, one tree after the other, each with its root first.</param>
/// <param name="Classifies">Whether the outputs are classes, which decides ONNX's operator.</param>
public sealed record TreeEnsemble(int Features, int Outputs, int Trees, int Nodes, bool Classifies) : Layer
{
    // Indexes are kept as floats, as all tensors of a network are: beyond this they are no longer exact.
    private const int MostNodes = 1 << 24;

    internal override IReadOnlyList<ParameterSpec> Parameters =>
    [
        new("root", [Trees], Initialization.Zeros, Learned: false),
        new("feature", [Nodes], Initialization.Zeros, Learned: false),
        new("threshold", [Nodes], Initialization.Zeros, Learned: false),
        new("below", [Nodes], Initialization.Zeros, Learned: false),
        new("above", [Nodes], Initialization.Zeros, Learned: false),
        new("value", [Nodes, Outputs], Initialization.Zeros, Learned: false),
    ];

    internal override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        if (Nodes > MostNodes)
            throw new ShapeException($"A forest of {Nodes:N0} nodes is more than the {MostNodes:N0} that can be kept. Ask for fewer trees.");
        return Only<Shape.Features>(inputs).Count == Features
            ? new Shape.Features(Outputs)
            : throw new ShapeException($"TreeEnsemble takes {Features} features, not {inputs[0]}.");
    }

    internal override torch.Tensor Forward(IReadOnlyList<torch.Tensor> inputs, LayerState state)
    {
        using var scope = torch.NewDisposeScope();
        var rows = inputs[0].detach().cpu().contiguous();
        var sums = new TreeArrays(state).Sum(rows.data<float>().ToArray(), Features, Outputs);
        return torch.tensor(sums, [rows.shape[0], Outputs]).to(inputs[0].device).MoveToOuterDisposeScope();
    }

    internal override string Emit(IReadOnlyList<string> inputs, OnnxLayerWriter writer) => TreeEnsembleNode.Write(this, inputs[0], writer);
}
