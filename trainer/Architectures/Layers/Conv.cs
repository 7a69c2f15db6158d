using PhotoScore.Trainer.Onnx;
using TorchSharp;

namespace PhotoScore.Trainer.Architectures.Layers;

/// <summary>A convolution with a square kernel.</summary>
/// <param name="Inputs">Channels that come in.</param>
/// <param name="Outputs">Channels that go out.</param>
/// <param name="Kernel">Rows and columns of the window.</param>
/// <param name="Stride">Steps of the window.</param>
/// <param name="Padding">Zeros on each side; 0 is what Keras calls valid.</param>
/// <param name="Bias">Whether a number is added to each output channel.</param>
/// <param name="Weights">The weights before training.</param>
/// <param name="Groups">Parts that the channels are split into, each convolved by itself; as many as channels for a depthwise one.</param>
public sealed record Conv(
    int Inputs,
    int Outputs,
    int Kernel,
    int Stride = 1,
    int Padding = 0,
    bool Bias = true,
    Initialization Weights = Initialization.GlorotUniform,
    int Groups = 1) : Layer
{
    internal override IReadOnlyList<ParameterSpec> Parameters
    {
        get
        {
            var weight = new ParameterSpec("weight", [Outputs, Inputs / Groups, Kernel, Kernel], Weights);
            return Bias ? [weight, new ParameterSpec("bias", [Outputs], Initialization.Zeros)] : [weight];
        }
    }

    internal override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        var planes = Only<Shape.Planes>(inputs);
        if (Groups < 1 || Inputs % Groups != 0 || Outputs % Groups != 0)
            throw new ShapeException($"Conv can't split {Inputs} channels that come in and {Outputs} that go out into {Groups} groups.");
        return planes.Channels == Inputs
            ? Window.Slide(planes, Kernel, Stride, Padding) with { Channels = Outputs }
            : throw new ShapeException($"Conv takes {Inputs} channels, not {planes}.");
    }

    internal override long MultiplyAdds(IReadOnlyList<Shape> inputs)
    {
        var planes = Window.Slide(Only<Shape.Planes>(inputs), Kernel, Stride, Padding);
        return (long)planes.Height * planes.Width * Outputs * (Inputs / Groups) * Kernel * Kernel;
    }

    internal override torch.Tensor Forward(IReadOnlyList<torch.Tensor> inputs, LayerState state) => torch.nn.functional.conv2d(
        state.Rounded(inputs[0]), state.Rounded("weight"), Bias ? state.Rounded("bias") : null, strides: [Stride, Stride], padding: [Padding, Padding], groups: Groups);

    internal override string Emit(IReadOnlyList<string> inputs, OnnxLayerWriter writer)
    {
        string[] operands = Bias
            ? [inputs[0], writer.Parameter("weight"), writer.Parameter("bias")]
            : [inputs[0], writer.Parameter("weight")];
        return writer.Node("Conv", operands, [.. Window.Attributes(Kernel, Stride, Padding), OnnxAttribute.Int("group", Groups)]);
    }
}
