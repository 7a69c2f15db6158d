using PhotoScore.Trainer.Onnx;
using TorchSharp;

namespace PhotoScore.Trainer.Architectures.Layers;

/// <summary>The network's input: a batch of photos at the model's size, uint8 [N, H, W, 3].</summary>
public sealed record Photo(int Height, int Width) : Layer
{
    internal override Shape Infer(IReadOnlyList<Shape> inputs) =>
        inputs.Count == 0 ? new Shape.Pixels(Height, Width) : throw new ShapeException("Photo is the first layer and takes no input.");

    internal override torch.Tensor Forward(IReadOnlyList<torch.Tensor> inputs, LayerState state)
    {
        var batch = inputs[0];
        var dimensions = batch.shape;
        if (batch.dtype != torch.uint8 || dimensions is not [_, var height, var width, 3] || height != Height || width != Width)
        {
            throw new ArgumentException(
                $"A batch must be uint8 [N, {Height}, {Width}, 3], not {batch.dtype} [{string.Join(", ", dimensions)}].", nameof(inputs));
        }

        return batch.alias();
    }

    internal override string Emit(IReadOnlyList<string> inputs, OnnxLayerWriter writer) => inputs[0];
}
