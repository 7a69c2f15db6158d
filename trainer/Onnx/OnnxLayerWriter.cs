using System.Buffers.Binary;
using Google.Protobuf;
using PhotoScore.Trainer.Onnx.Schema;
using TorchSharp;

namespace PhotoScore.Trainer.Onnx;

/// <summary>Writes the nodes of one layer; all that it writes has names that start with the layer's.</summary>
internal sealed class OnnxLayerWriter(GraphProto graph, string layer, IReadOnlyDictionary<string, torch.Tensor> tensors)
{
    /// <summary>Adds a node, and returns the name of its only output. A layer uses an operator once.</summary>
    public string Node(string operation, IReadOnlyList<string> inputs, params AttributeProto[] attributes)
    {
        var name = $"{layer}/{operation}";
        graph.Node.Add(new NodeProto { Name = name, OpType = operation, Input = { inputs }, Output = { name }, Attribute = { attributes } });
        return name;
    }

    /// <summary>Adds one of the layer's own tensors with what it holds now, and returns its name.</summary>
    public string Parameter(string parameter)
    {
        using var scope = torch.NewDisposeScope();
        var values = tensors[$"{layer}.{parameter}"].detach().cpu();
        return Constant(parameter, values.shape, values.data<float>().ToArray());
    }

    /// <summary>Adds numbers that training does not change, and returns their name.</summary>
    public string Constant(string constant, IReadOnlyList<long> dimensions, ReadOnlySpan<float> values)
    {
        var name = $"{layer}.{constant}";
        var bytes = new byte[values.Length * sizeof(float)];
        for (var i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
        graph.Initializer.Add(new TensorProto
        {
            Name = name,
            DataType = (int)TensorProto.Types.DataType.Float,
            Dims = { dimensions },
            RawData = UnsafeByteOperations.UnsafeWrap(bytes),
        });
        return name;
    }
}
