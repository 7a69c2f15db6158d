using PhotoScore.Trainer.Onnx;
using TorchSharp;

namespace PhotoScore.Trainer.Architectures.Layers;

/// <summary>A batch of photos, and behind it their mirror images (left to right): twice as many rows, for <see cref="MeanOfHalves"/> to bring together again.</summary>
public sealed record Mirrored : Layer
{
    internal override Shape Infer(IReadOnlyList<Shape> inputs) => Only<Shape.Pixels>(inputs);

    internal override torch.Tensor Forward(IReadOnlyList<torch.Tensor> inputs, LayerState state)
    {
        using var flipped = inputs[0].flip(2);
        return torch.cat([inputs[0], flipped], 0);
    }

    internal override string Emit(IReadOnlyList<string> inputs, OnnxLayerWriter writer)
    {
        // Columns from the last one on, backwards to before the first.
        var flipped = writer.Node("Slice",
        [
            inputs[0], writer.Constant("start", [-1]), writer.Constant("end", [long.MinValue]), writer.Constant("axis", [2]), writer.Constant("step", [-1]),
        ]);
        return writer.Node("Concat", [inputs[0], flipped], OnnxAttribute.Int("axis", 0));
    }
}

/// <summary>The mean of a photo's vector and its mirror image's, which stands in the second half of the batch.</summary>
public sealed record MeanOfHalves : Layer
{
    internal override Shape Infer(IReadOnlyList<Shape> inputs) => Only<Shape.Features>(inputs);

    internal override torch.Tensor Forward(IReadOnlyList<torch.Tensor> inputs, LayerState state)
    {
        using var scope = torch.NewDisposeScope();
        var halves = inputs[0].chunk(2, 0);
        return halves[0].add(halves[1]).mul(0.5f).MoveToOuterDisposeScope();
    }

    internal override string Emit(IReadOnlyList<string> inputs, OnnxLayerWriter writer)
    {
        var halves = writer.Node("Split", inputs, outputs: 2, domain: null, OnnxAttribute.Int("axis", 0), OnnxAttribute.Int("num_outputs", 2));
        return writer.Node("Mul", [writer.Node("Add", halves), writer.Constant("half", [1], [0.5f])]);
    }
}

/// <summary>The photo's own vector, without its mirror image's.</summary>
public sealed record FirstHalf : Layer
{
    internal override Shape Infer(IReadOnlyList<Shape> inputs) => Only<Shape>(inputs);

    internal override torch.Tensor Forward(IReadOnlyList<torch.Tensor> inputs, LayerState state)
    {
        using var scope = torch.NewDisposeScope();
        return inputs[0].chunk(2, 0)[0].clone().MoveToOuterDisposeScope();
    }

    internal override string Emit(IReadOnlyList<string> inputs, OnnxLayerWriter writer) =>
        writer.Node("Split", inputs, outputs: 2, domain: null, OnnxAttribute.Int("axis", 0), OnnxAttribute.Int("num_outputs", 2))[0];
}
