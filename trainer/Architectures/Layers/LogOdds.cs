using PhotoScore.Trainer.Onnx;
using TorchSharp;

namespace PhotoScore.Trainer.Architectures.Layers;

/// <summary>
/// Probabilities as the logits that they are the sigmoid of, or for more than two classes the softmax. What is nearer to 0 or 1 than
/// <see cref="Least"/> is moved there: trees answer 0 and 1, which have no logits.
/// </summary>
/// <param name="Classes">At least 2.</param>
public sealed record LogOdds(int Classes) : Layer
{
    /// <summary>The smallest probability; of the size of what the sums of a float forest are off by.</summary>
    public const float Least = 1e-6f;

    internal override Shape Infer(IReadOnlyList<Shape> inputs) => Only<Shape.Features>(inputs).Count == Classes
        ? new Shape.Features(Classes == 2 ? 1 : Classes)
        : throw new ShapeException($"LogOdds takes {Classes} probabilities, not {inputs[0]}.");

    internal override torch.Tensor Forward(IReadOnlyList<torch.Tensor> inputs, LayerState state)
    {
        using var scope = torch.NewDisposeScope();
        var logs = inputs[0].clamp_min(Least).log();
        var logits = Classes == 2 ? logs.narrow(1, 1, 1) - logs.narrow(1, 0, 1) : logs;
        return logits.MoveToOuterDisposeScope();
    }

    internal override string Emit(IReadOnlyList<string> inputs, OnnxLayerWriter writer)
    {
        var logs = writer.Node("Log", [writer.Node("Max", [inputs[0], writer.Constant("least", [1], [Least])])]);
        // (log p0, log p1) · (-1, 1)
        return Classes == 2 ? writer.Node("MatMul", [logs, writer.Constant("difference", [2, 1], [-1, 1])]) : logs;
    }
}
