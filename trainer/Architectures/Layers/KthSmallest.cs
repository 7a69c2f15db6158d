using PhotoScore.Trainer.Onnx;
using TorchSharp;

namespace PhotoScore.Trainer.Architectures.Layers;

/// <summary>The k-th smallest of some numbers; the smallest for 1.</summary>
/// <param name="K">From 1 to how many there are.</param>
public sealed record KthSmallest(int K) : Layer
{
    internal override Shape Infer(IReadOnlyList<Shape> inputs) => Only<Shape.Features>(inputs).Count >= K && K >= 1
        ? new Shape.Features(1)
        : throw new ShapeException($"There is no {K}-th smallest of {inputs[0]}.");

    internal override torch.Tensor Forward(IReadOnlyList<torch.Tensor> inputs, LayerState state)
    {
        var (values, indexes) = inputs[0].topk(K, 1, largest: false);
        using (values)
        using (indexes)
            return values.amax([1], keepdim: true);
    }

    internal override string Emit(IReadOnlyList<string> inputs, OnnxLayerWriter writer)
    {
        var smallest = writer.Node(
            "TopK", [inputs[0], writer.Constant("k", [(long)K])], outputs: 2, domain: null, OnnxAttribute.Int("axis", 1), OnnxAttribute.Int("largest", 0));
        return writer.Node("ReduceMax", [smallest[0], writer.Constant("axis", [1L])], OnnxAttribute.Int("keepdims", 1));
    }
}
