using PhotoScore.Trainer.Onnx;
using TorchSharp;

namespace PhotoScore.Trainer.Architectures.Layers;

/// <summary>The largest value in each square window.</summary>
/// <param name="Kernel">Rows and columns of the window.</param>
/// <param name="Stride">Steps of the window.</param>
/// <param name="Padding">Rows and columns on each side that never win; at most half of the kernel.</param>
public sealed record MaxPool(int Kernel, int Stride, int Padding = 0) : Layer
{
    internal override Shape Infer(IReadOnlyList<Shape> inputs) => Window.Slide(Only<Shape.Planes>(inputs), Kernel, Stride, Padding);

    internal override torch.Tensor Forward(IReadOnlyList<torch.Tensor> inputs, LayerState state) =>
        torch.nn.functional.max_pool2d(inputs[0], [Kernel, Kernel], [Stride, Stride], [Padding, Padding]);

    internal override string Emit(IReadOnlyList<string> inputs, OnnxLayerWriter writer) =>
        writer.Node("MaxPool", inputs, Window.Attributes(Kernel, Stride, Padding));
}
