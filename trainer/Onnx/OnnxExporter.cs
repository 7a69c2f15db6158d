using System.Text.Json;
using Google.Protobuf;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Architectures.Layers;
using PhotoScore.Trainer.Onnx.Schema;
using static PhotoScore.Trainer.Onnx.Schema.TensorProto.Types;

namespace PhotoScore.Trainer.Onnx;

/// <summary>
/// Writes a network as ONNX, opset 18: <c>image</c> uint8 [N, H, W, 3] gives <c>probabilities</c> float [N, classes] and
/// <c>embedding</c> float [N, D]. Scaling and normalisation are inside; dropout is gone.
/// </summary>
public static class OnnxExporter
{
    /// <summary>The name of the only input.</summary>
    public const string Image = "image";

    /// <summary>The name of the output that holds one probability a class.</summary>
    public const string Probabilities = "probabilities";

    /// <summary>The name of the output that holds what the last dense layer sees.</summary>
    public const string Embedding = "embedding";

    // Opset 18 with IR version 8 is what ONNX Runtime 1.14 and all that came after it read.
    private const int Opset = 18;
    private const int IrVersion = 8;

    // The newest of ONNX 1.13, as opset 18 is.
    private const int MachineLearningOpset = 3;

    /// <summary>Writes the network with the weights that it has now; <paramref name="classes"/> go into its metadata as a JSON array.</summary>
    /// <exception cref="ArgumentException">The network has another number of classes.</exception>
    public static void Export(Network network, IReadOnlyList<string> classes, Stream stream)
    {
        if (classes.Count != network.ClassCount)
            throw new ArgumentException($"The network tells {network.ClassCount} classes apart, but {classes.Count} have names.", nameof(classes));

        var model = new ModelProto
        {
            IrVersion = IrVersion,
            ProducerName = "PhotoScore",
            Graph = Write(network),
            OpsetImport = { new OperatorSetIdProto { Domain = "", Version = Opset } },
            MetadataProps =
            {
                new StringStringEntryProto { Key = "architecture", Value = network.Architecture.Name.Value },
                new StringStringEntryProto { Key = "classes", Value = JsonSerializer.Serialize(classes) },
            },
        };
        if (model.Graph.Node.Any(node => node.Domain == OnnxLayerWriter.MachineLearning))
            model.OpsetImport.Add(new OperatorSetIdProto { Domain = OnnxLayerWriter.MachineLearning, Version = MachineLearningOpset });
        model.WriteTo(stream);
    }

    private static GraphProto Write(Network network)
    {
        var layers = network.Graph;
        var graph = new GraphProto { Name = network.Architecture.Name.Value, Input = { Value(Image, DataType.Uint8, layers.Photo.Shape) } };
        var outputs = new Dictionary<LayerNode, string>();
        foreach (var node in layers.Nodes)
        {
            string[] inputs = node.Inputs is [] ? [Image] : [.. node.Inputs.Select(input => outputs[input])];
            outputs[node] = node.Layer.Emit(inputs, new OnnxLayerWriter(graph, node.Name, network.State));
        }

        foreach (var (name, node) in new[] { (Probabilities, layers.Probabilities), (Embedding, layers.Embedding) })
        {
            // A node's own name is its layer's; the contract's name is an alias, which ONNX Runtime removes.
            graph.Node.Add(new NodeProto { Name = name, OpType = "Identity", Input = { outputs[node] }, Output = { name } });
            graph.Output.Add(Value(name, DataType.Float, node.Shape));
        }

        return graph;
    }

    private static ValueInfoProto Value(string name, DataType type, Shape shape)
    {
        var dimensions = new TensorShapeProto { Dim = { new TensorShapeProto.Types.Dimension { DimParam = "N" } } };
        dimensions.Dim.AddRange(shape.Dimensions.Select(length => new TensorShapeProto.Types.Dimension { DimValue = length }));
        return new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = dimensions } },
        };
    }
}
