using PhotoScore.Trainer.Onnx;
using PhotoScore.Trainer.Onnx.Schema;

namespace PhotoScore.Trainer.Architectures.Layers;

/// <summary>What convolution and pooling share: a square window that slides over planes.</summary>
internal static class Window
{
    /// <summary>The planes that are left; positions where the window would stick out are dropped.</summary>
    public static Shape.Planes Slide(Shape.Planes planes, int kernel, int stride, int padding) =>
        kernel <= Math.Min(planes.Height, planes.Width) + (2 * padding)
            ? planes with { Height = Positions(planes.Height, kernel, stride, padding), Width = Positions(planes.Width, kernel, stride, padding) }
            : throw new ShapeException($"A window of {kernel}x{kernel} does not fit into {planes} with padding {padding}.");

    /// <summary>The same in ONNX's words.</summary>
    public static AttributeProto[] Attributes(int kernel, int stride, int padding) =>
    [
        OnnxAttribute.Ints("kernel_shape", kernel, kernel),
        OnnxAttribute.Ints("strides", stride, stride),
        OnnxAttribute.Ints("pads", padding, padding, padding, padding),
    ];

    private static int Positions(int length, int kernel, int stride, int padding) => ((length + (2 * padding) - kernel) / stride) + 1;
}
