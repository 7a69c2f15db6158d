using Microsoft.ML.OnnxRuntime;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Onnx;
using PhotoScore.Trainer.Onnx.Schema;
using TorchSharp;

namespace PhotoScore.Trainer.Tests.Onnx;

public sealed class OnnxExporterTests
{
    public static TheoryData<string, int> Networks => new(
        from architecture in new[] { "basic-cnn", "basic-cnn-regularized", "basic-cnn-augmented" }
        from classCount in new[] { 2, 3 }
        select (architecture, classCount));

    [Theory]
    [MemberData(nameof(Networks))]
    public void Export_answers_as_the_network_does(string architecture, int classCount)
    {
        using var network = Some(architecture, classCount);
        using var session = Load(Export(network));
        using var one = Photos.Batch(1, seed: 3);
        using var seven = Photos.Batch(7, seed: 4);

        var difference = OnnxParity.MaxAbsoluteDifference(network, session, [one, seven], TestContext.Current.CancellationToken);

        Assert.InRange(difference, 0, OnnxParity.Tolerance);
    }

    [Fact]
    public void Export_has_the_contracts_inputs_and_outputs()
    {
        using var network = Some("basic-cnn-regularized", 3);
        using var session = Load(Export(network));

        var image = Assert.Single(session.InputMetadata);
        Assert.Equal("image", image.Key);
        Assert.Equal(typeof(byte), image.Value.ElementType);
        Assert.Equal([-1, 56, 56, 3], image.Value.Dimensions);
        Assert.Equal(["N", "", "", ""], image.Value.SymbolicDimensions);
        Assert.Equal(["probabilities", "embedding"], session.OutputNames);
        Assert.Equal([-1, 3], session.OutputMetadata["probabilities"].Dimensions);
        Assert.Equal([-1, 512], session.OutputMetadata["embedding"].Dimensions);
        Assert.Equal("""["a","b","c"]""", session.ModelMetadata.CustomMetadataMap["classes"]);
    }

    [Fact]
    public void Export_gives_the_networks_embedding()
    {
        using var scope = torch.NewDisposeScope();
        using var network = Some("basic-cnn-augmented", 2);
        using var session = Load(Export(network));
        var photos = Photos.Batch(2);
        using var input = OrtValue.CreateTensorValueFromMemory(photos.data<byte>().ToArray(), photos.shape);
        using var options = new RunOptions();

        using var results = session.Run(options, ["image"], [input], ["embedding"]);

        var expected = network.Embeddings(photos).data<float>().ToArray();
        var found = results[0].GetTensorDataAsSpan<float>().ToArray();
        Assert.Contains(expected, value => value > 0);
        Assert.Equal(expected.Length, found.Length);
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, tolerance: 1e-5));
    }

    [Fact]
    public void Export_names_every_node_once()
    {
        using var network = Some("basic-cnn-augmented", 2);

        var model = ModelProto.Parser.ParseFrom(Export(network));

        Assert.Distinct(model.Graph.Node.Select(node => node.Name));
        Assert.Distinct(model.Graph.Node.SelectMany(node => node.Output));
        Assert.Distinct(model.Graph.Initializer.Select(tensor => tensor.Name));
        Assert.DoesNotContain(model.Graph.Node, node => node.OpType == "Dropout");
        Assert.Equal(18, Assert.Single(model.OpsetImport).Version);
        Assert.Equal(8, model.IrVersion);
    }

    [Fact]
    public void Export_of_the_same_network_gives_the_same_bytes()
    {
        using Network first = Some("basic-cnn", 2), second = Some("basic-cnn", 2);

        Assert.Equal(Export(first), Export(second));
    }

    [Fact]
    public void Export_refuses_another_number_of_names()
    {
        using var network = Some("basic-cnn", 3);

        Assert.Throws<ArgumentException>(() => OnnxExporter.Export(network, ["a", "b"], Stream.Null));
    }

    [Fact]
    public void MaxAbsoluteDifference_sees_a_file_of_other_weights()
    {
        using Network network = Some("basic-cnn", 2), other = new(ArchitectureCatalog.Find("basic-cnn"), 2, seed: 99);
        using var session = Load(Export(other));
        using var photos = Photos.Batch(4);

        var difference = OnnxParity.MaxAbsoluteDifference(network, session, [photos], TestContext.Current.CancellationToken);

        Assert.True(difference > OnnxParity.Tolerance, $"The difference was {difference}.");
    }

    [Fact]
    public void MaxAbsoluteDifference_of_a_network_that_broke_is_not_a_number()
    {
        using var network = Some("basic-cnn", 2);
        using var session = Load(Export(network));
        using var photos = Photos.Batch(1);
        using (torch.no_grad())
            network.State["logits.bias"].fill_(float.NaN);

        var difference = OnnxParity.MaxAbsoluteDifference(network, session, [photos], TestContext.Current.CancellationToken);

        Assert.Equal(double.NaN, difference);
    }

    private static Network Some(string architecture, int classCount) => new(
        ArchitectureCatalog.Find(architecture),
        classCount,
        seed: 7,
        new PixelNormalization(new Rgb(0.485, 0.456, 0.406), new Rgb(0.229, 0.224, 0.225)));

    private static byte[] Export(Network network)
    {
        using var file = new MemoryStream();
        OnnxExporter.Export(network, [.. new[] { "a", "b", "c" }.Take(network.ClassCount)], file);
        return file.ToArray();
    }

    private static InferenceSession Load(byte[] model)
    {
        using var options = new SessionOptions { GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL, IntraOpNumThreads = 1 };
        return new InferenceSession(model, options);
    }
}
