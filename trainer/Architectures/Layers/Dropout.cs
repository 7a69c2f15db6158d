using PhotoScore.Trainer.Onnx;
using TorchSharp;

namespace PhotoScore.Trainer.Architectures.Layers;

/// <summary>In training, sets a part of the values to zero and enlarges the others to make up for it; nothing afterwards.</summary>
/// <param name="Rate">The part that is dropped.</param>
public sealed record Dropout(double Rate) : Layer
{
    internal override Shape Infer(IReadOnlyList<Shape> inputs) => Rate is >= 0 and < 1
        ? Only<Shape>(inputs)
        : throw new ShapeException($"Dropout takes a rate from 0 to below 1, not {Rate}.");

    // Not Torch's own dropout: that one draws from a generator which every network of the process shares, and then a
    // resumed training would not repeat what was lost.
    internal override torch.Tensor Forward(IReadOnlyList<torch.Tensor> inputs, LayerState state)
    {
        if (!state.Training)
            return inputs[0].alias();
        using var kept = torch.empty_like(inputs[0], requires_grad: false).bernoulli_(1 - Rate, state.Random).div_(1 - Rate);
        return inputs[0].mul(kept);
    }

    internal override string Emit(IReadOnlyList<string> inputs, OnnxLayerWriter writer) => inputs[0];
}
