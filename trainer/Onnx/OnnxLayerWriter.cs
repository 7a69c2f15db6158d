using System.Buffers.Binary;
using Google.Protobuf;
using PhotoScore.Trainer.Onnx.Schema;
using TorchSharp;

namespace PhotoScore.Trainer.Onnx;

/// <summary>Writes the nodes of one layer; all that it writes has names that start with the layer's.</summary>
internal sealed class OnnxLayerWriter(GraphProto graph, string layer, IReadOnlyDictionary<string, torch.Tensor> tensors)
{
    /// <summary>The domain of ONNX's operators for trees.</summary>
    public const string MachineLearning = "ai.onnx.ml";

    /// <summary>Adds a node, and returns the name of its only output. A layer uses an operator once, or tells the uses apart by a suffix.</summary>
    public string Node(string operation, IReadOnlyList<string> inputs, params AttributeProto[] attributes) =>
        Node(operation, inputs, suffix: null, attributes);

    /// <inheritdoc cref="Node(string, IReadOnlyList{string}, AttributeProto[])"/>
    public string Node(string operation, IReadOnlyList<string> inputs, string? suffix, params AttributeProto[] attributes)
    {
        var name = suffix is null ? $"{layer}/{operation}" : $"{layer}/{operation}/{suffix}";
        graph.Node.Add(new NodeProto { Name = name, OpType = operation, Input = { inputs }, Output = { name }, Attribute = { attributes } });
        return name;
    }

    /// <summary>Adds a node with a number of outputs, and returns their names.</summary>
    /// <param name="operation">The operator.</param>
    /// <param name="inputs">The names of its inputs.</param>
    /// <param name="outputs">How many it gives.</param>
    /// <param name="domain">Whose operator it is; ONNX's own when null.</param>
    /// <param name="attributes">Its attributes.</param>
    public IReadOnlyList<string> Node(string operation, IReadOnlyList<string> inputs, int outputs, string? domain, params AttributeProto[] attributes)
    {
        var name = $"{layer}/{operation}";
        string[] names = [.. Enumerable.Range(0, outputs).Select(output => $"{name}:{output}")];
        var node = new NodeProto { Name = name, OpType = operation, Input = { inputs }, Output = { names }, Attribute = { attributes } };
        if (domain is not null)
            node.Domain = domain;
        graph.Node.Add(node);
        return names;
    }

    /// <summary>Adds one of the layer's own tensors with what it holds now, and returns its name.</summary>
    public string Parameter(string parameter)
    {
        var name = $"{layer}.{parameter}";
        return Constant(parameter, tensors[name].shape, Values(parameter));
    }

    /// <summary>Adds what makes doubles of a value, and returns its name.</summary>
    public string Doubles(string value, string suffix) => Node("Cast", [value], suffix, OnnxAttribute.Int("to", (long)TensorProto.Types.DataType.Double));

    /// <summary>What one of the layer's own tensors holds now.</summary>
    public float[] Values(string parameter)
    {
        using var scope = torch.NewDisposeScope();
        return tensors[$"{layer}.{parameter}"].detach().cpu().data<float>().ToArray();
    }

    /// <summary>Adds whole numbers that training does not change, and returns their name.</summary>
    public string Constant(string constant, IReadOnlyList<long> values)
    {
        var name = $"{layer}.{constant}";
        var bytes = new byte[values.Count * sizeof(long)];
        for (var i = 0; i < values.Count; i++)
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(i * sizeof(long)), values[i]);
        graph.Initializer.Add(new TensorProto
        {
            Name = name,
            DataType = (int)TensorProto.Types.DataType.Int64,
            Dims = { values.Count },
            RawData = UnsafeByteOperations.UnsafeWrap(bytes),
        });
        return name;
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
