using PhotoScore.Trainer.Onnx;
using TorchSharp;

namespace PhotoScore.Trainer.Architectures.Layers;

/// <summary>
/// Turns pixels into planes of floats: (pixel / 255 - mean) / standard deviation, a channel each. Inside the graph, so that
/// a server can't do it differently.
/// </summary>
public sealed record Normalize(PixelNormalization Moments) : Layer
{
    internal override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        var pixels = Only<Shape.Pixels>(inputs);
        return new Shape.Planes(3, pixels.Height, pixels.Width);
    }

    internal override torch.Tensor Forward(IReadOnlyList<torch.Tensor> inputs, LayerState state)
    {
        using var scope = torch.NewDisposeScope();
        // Bytes lie pixel by pixel. The kernels for half precision and those of a GPU want planes so too; the processor's for float32 do not.
        var planes = inputs[0].permute(0, 3, 1, 2).to(torch.float32);
        if (!state.Rounds && planes.device_type == DeviceType.CPU)
            planes = planes.contiguous();
        var scale = torch.tensor(Scale, device: planes.device).reshape(1, 3, 1, 1);
        var offset = torch.tensor(Offset, device: planes.device).reshape(1, 3, 1, 1);
        return planes.mul_(scale).add_(offset).MoveToOuterDisposeScope();
    }

    internal override string Emit(IReadOnlyList<string> inputs, OnnxLayerWriter writer)
    {
        var floats = writer.Node("Cast", inputs, OnnxAttribute.Int("to", (long)Onnx.Schema.TensorProto.Types.DataType.Float));
        var planes = writer.Node("Transpose", [floats], OnnxAttribute.Ints("perm", 0, 3, 1, 2));
        var scaled = writer.Node("Mul", [planes, writer.Constant("scale", [1, 3, 1, 1], Scale)]);
        return writer.Node("Add", [scaled, writer.Constant("offset", [1, 3, 1, 1], Offset)]);
    }

    private float[] Scale => Channels((_, deviation) => 1 / (255 * deviation));

    private float[] Offset => Channels((mean, deviation) => -mean / deviation);

    private float[] Channels(Func<double, double, double> value) =>
    [
        (float)value(Moments.Mean.Red, Moments.StandardDeviation.Red),
        (float)value(Moments.Mean.Green, Moments.StandardDeviation.Green),
        (float)value(Moments.Mean.Blue, Moments.StandardDeviation.Blue),
    ];
}
