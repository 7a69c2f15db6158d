using PhotoScore.Trainer.Onnx;
using TorchSharp;

namespace PhotoScore.Trainer.Architectures.Layers;

/// <summary>
/// Normalises each channel: by the batch's moments in training, which also move the running ones, and by the running
/// ones afterwards.
/// </summary>
/// <param name="Channels">Planes.</param>
/// <param name="Epsilon">Added to the variance.</param>
/// <param name="Momentum">The new batch's part of a running moment.</param>
/// <param name="Scale">What the result is multiplied by before training.</param>
public sealed record BatchNorm(
    int Channels, double Epsilon = 1e-5, double Momentum = 0.1, Initialization Scale = Initialization.Ones) : Layer
{
    internal override IReadOnlyList<ParameterSpec> Parameters =>
    [
        new("weight", [Channels], Scale),
        new("bias", [Channels], Initialization.Zeros),
        new("running_mean", [Channels], Initialization.Zeros, Learned: false),
        new("running_var", [Channels], Initialization.Ones, Learned: false),
    ];

    internal override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        var planes = Only<Shape.Planes>(inputs);
        return planes.Channels == Channels ? planes : throw new ShapeException($"BatchNorm takes {Channels} channels, not {planes}.");
    }

    internal override torch.Tensor Forward(IReadOnlyList<torch.Tensor> inputs, LayerState state) => torch.nn.functional.batch_norm(
        inputs[0], state["running_mean"], state["running_var"], state["weight"], state["bias"], state.Training, Momentum, Epsilon);

    internal override string Emit(IReadOnlyList<string> inputs, OnnxLayerWriter writer)
    {
        string[] operands =
        [
            inputs[0], writer.Parameter("weight"), writer.Parameter("bias"), writer.Parameter("running_mean"), writer.Parameter("running_var"),
        ];
        return writer.Node("BatchNormalization", operands, OnnxAttribute.Float("epsilon", (float)Epsilon));
    }
}
