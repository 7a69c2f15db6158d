using PhotoScore.Trainer.Onnx;
using TorchSharp;

namespace PhotoScore.Trainer.Architectures.Layers;

/// <summary>Features that were computed before, where a graph begins with them instead of photos: float [N, count].</summary>
/// <param name="Count">Features of a photo.</param>
public sealed record KnownFeatures(int Count) : Layer
{
    internal override Shape Infer(IReadOnlyList<Shape> inputs) =>
        inputs.Count == 0 ? new Shape.Features(Count) : throw new ShapeException("KnownFeatures is the first layer and takes no input.");

    // Sums may be rounded by how memory is aligned: a copy lies as a layer's output would.
    internal override torch.Tensor Forward(IReadOnlyList<torch.Tensor> inputs, LayerState state) => inputs[0].clone();

    internal override string Emit(IReadOnlyList<string> inputs, OnnxLayerWriter writer) => inputs[0];
}
