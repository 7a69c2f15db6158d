using System.Text;

namespace PhotoScore.Functions.Tests.Predictions;

/// <summary>
/// A network small enough to check by hand, in the real file format: the mean of each channel over all pixels, divided by 255, is the
/// embedding; probabilities are softmax([0, red - green + bias]). The bytes follow onnx.proto (opset 18, IR version 8).
/// </summary>
internal static class TinyOnnx
{
    /// <param name="bias">Speaks for the second class.</param>
    /// <param name="corner">How many rows and columns it looks at, from the upper left one; all when null.</param>
    public static byte[] Redness(float bias, int? corner = null)
    {
        var graph = new Proto().Message(1, Node("Cast", ["image"], ["floats"], new Proto().Text(1, "to").Number(3, 1).Number(20, 2)));
        if (corner is { } side)
        {
            graph.Message(1, Node("Slice", ["floats", "starts", "ends", "axes"], ["seen"]))
                .Message(5, Integers("starts", 0, 0)).Message(5, Integers("ends", side, side));
        }
        graph
            .Message(1, Node("ReduceMean", [corner is null ? "floats" : "seen", "axes"], ["means"], new Proto().Text(1, "keepdims").Number(3, 0).Number(20, 2)))
            .Message(1, Node("Div", ["means", "white"], ["embedding"]))
            .Message(1, Node("Gemm", ["embedding", "weights", "bias"], ["logits"]))
            .Message(1, Node("Softmax", ["logits"], ["probabilities"]))
            .Text(2, "redness")
            .Message(5, Integers("axes", 1, 2))
            .Message(5, Floats("white", [1], [255]))
            .Message(5, Floats("weights", [3, 2], [0, 1, 0, -1, 0, 0]))
            .Message(5, Floats("bias", [2], [0, bias]))
            .Message(11, Value("image", elements: 2, "N", "H", "W", 3))
            .Message(12, Value("probabilities", elements: 1, "N", 2))
            .Message(12, Value("embedding", elements: 1, "N", 3));
        return new Proto()
            .Number(1, 8)
            .Message(8, new Proto().Text(1, "").Number(2, 18))
            .Message(7, graph)
            .ToArray();
    }

    /// <summary>The probability of the second class, by the formula above, for a photo of one colour.</summary>
    public static double Yes(int red, int green, float bias) => 1 / (1 + Math.Exp(-(((red - green) / 255.0) + bias)));

    private static Proto Node(string type, string[] inputs, string[] outputs, Proto? attribute = null)
    {
        var node = new Proto();
        foreach (var input in inputs)
            node.Text(1, input);
        foreach (var output in outputs)
            node.Text(2, output);
        node.Text(3, type + "-node").Text(4, type);
        return attribute is null ? node : node.Message(5, attribute);
    }

    private static Proto Integers(string name, params long[] values) =>
        new Proto().Number(1, values.Length).Number(2, 7).Text(8, name).Bytes(9, [.. values.SelectMany(BitConverter.GetBytes)]);

    private static Proto Floats(string name, long[] shape, float[] values)
    {
        var tensor = new Proto();
        foreach (var size in shape)
            tensor.Number(1, size);
        return tensor.Number(2, 1).Text(8, name).Bytes(9, [.. values.SelectMany(BitConverter.GetBytes)]);
    }

    private static Proto Value(string name, int elements, params object[] sizes)
    {
        var shape = new Proto();
        foreach (var size in sizes)
            shape.Message(1, size is string free ? new Proto().Text(2, free) : new Proto().Number(1, (int)size));
        return new Proto().Text(1, name).Message(2, new Proto().Message(1, new Proto().Number(1, elements).Message(2, shape)));
    }

    /// <summary>Writes the wire format of Protocol Buffers: field numbers, variable-length numbers, length-prefixed bytes.</summary>
    private sealed class Proto
    {
        private readonly List<byte> _bytes = [];

        public Proto Number(int field, long value)
        {
            Varint(((ulong)field << 3) | 0);
            Varint((ulong)value);
            return this;
        }

        public Proto Bytes(int field, byte[] value)
        {
            Varint(((ulong)field << 3) | 2);
            Varint((ulong)value.Length);
            _bytes.AddRange(value);
            return this;
        }

        public Proto Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

        public Proto Message(int field, Proto value) => Bytes(field, value.ToArray());

        public byte[] ToArray() => [.. _bytes];

        private void Varint(ulong value)
        {
            for (; value >= 0x80; value >>= 7)
                _bytes.Add((byte)(value | 0x80));
            _bytes.Add((byte)value);
        }
    }
}
