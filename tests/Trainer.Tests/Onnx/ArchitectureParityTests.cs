using Microsoft.ML.OnnxRuntime;
using PhotoScore.Testing;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Architectures.Layers;
using PhotoScore.Trainer.Architectures.State;
using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Onnx;
using TorchSharp;

namespace PhotoScore.Trainer.Tests.Onnx;

/// <summary>
/// Every layout in TorchSharp and in ONNX Runtime, with statistics as training leaves them: of random ones, logits are absurd and
/// probabilities all 0 or 1, and then nothing could differ.
/// </summary>
public sealed class ArchitectureParityTests
{
    // One of each layout: others differ from these in what is frozen and how they are trained.
    private static readonly (string Name, int Classes)[] Layouts =
    [
        ("keras-small", 2),
        ("resnet8", 3),
        ("resnet18", 2),
        ("resnet50-head", 2),
        ("resnet50-head-torchvision", 3),
        ("resnet50-terciles", 3),
        ("mobilenet-v2-finetune", 3),
        ("squeezenet1-1-finetune", 2),
        ("alexnet-finetune", 2),
        ("vgg-a", 2),
        ("vgg-a-bn", 2),
    ];

    public static TheoryData<string, int> Networks => [.. Layouts];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Export_answers_as_the_network_does(string name, int classCount)
    {
        using var network = new Network(ArchitectureCatalog.Find(name), classCount, seed: 7);
        var (height, width) = network.Graph.Photo.Shape is Shape.Pixels pixels ? (pixels.Height, pixels.Width) : default;
        using var calibration = Photos.Scenes(4, height, width);
        SettledStatistics.Of(network, calibration);
        using var session = Load(network);
        using var photos = Photos.Scenes(3, height, width, seed: 2);

        var difference = OnnxParity.MaxAbsoluteDifference(network, session, [photos], TestContext.Current.CancellationToken);

        Assert.InRange(difference, 0, OnnxParity.Tolerance);
        using var probabilities = network.Predict(photos).Probabilities;
        TestContext.Current.SendDiagnosticMessage($"{name}: {difference:E1} at probabilities {string.Join(" ", probabilities.data<float>().Select(p => p.ToString("F3")))}");
        Assert.All(probabilities.data<float>(), probability => Assert.InRange(probability, 0.001, 0.999));
    }

    [Fact]
    public void Export_of_real_weights_answers_real_photos_as_the_network_does()
    {
        var architecture = ArchitectureCatalog.Find("mobilenet-v2-finetune");
        using var network = new Network(architecture, 2, seed: 7);
        using var weights = File.OpenRead(SharedData.Path("models", "mobilenet_v2_imagenet.safetensors"));
        using var file = SafeTensors.Read(weights);
        using (torch.no_grad())
        {
            foreach (var (name, tensor) in network.State.Where(pair => file.Tensors.ContainsKey(pair.Key)))
                tensor.copy_(file.Tensors[name]);
        }

        string[] jpegs = [.. Directory.EnumerateFiles(SharedData.Path("data", "hotdog", "val", "hotdog")).Order(StringComparer.Ordinal).Take(8)];
        using var photos = new PhotoSet(jpegs.Length, 224, 224);
        foreach (var (i, jpeg) in jpegs.Index())
            photos.Store(i, jpeg, 1, File.ReadAllBytes(jpeg), architecture.Geometry);
        using var loader = new BatchLoader(photos, jpegs.Length);
        using var session = Load(network);

        foreach (var batch in loader.InOrder(TestContext.Current.CancellationToken))
        {
            using (batch)
            {
                using var pixels = batch.Pixels();
                var difference = OnnxParity.MaxAbsoluteDifference(network, session, [pixels], TestContext.Current.CancellationToken);
                TestContext.Current.SendDiagnosticMessage($"real weights and photos: {difference:E1}");
                Assert.InRange(difference, 0, OnnxParity.Tolerance);
            }
        }
    }

    [Fact]
    public void Layouts_hold_those_of_every_architecture_that_gradients_train()
    {
        var known = Layouts.Append(("basic-cnn", 2)).Append(("basic-cnn-regularized", 2)).Select(layout => Describe(layout.Item1)).ToHashSet();

        var trained = ArchitectureCatalog.All.Where(architecture => architecture.Method is TrainingMethod.Gradient or TrainingMethod.Ranking);
        Assert.All(trained, architecture => Assert.Contains(Describe(architecture.Name.Value), known));
    }

    private static string Describe(string name) => string.Join(
        '\n',
        ArchitectureCatalog.Find(name).Layout(classCount: 2).Nodes.Select(node => $"{node.Name} {node.Layer} {string.Join(' ', node.Inputs.Select(input => input.Name))}"));

    private static InferenceSession Load(Network network)
    {
        using var file = new MemoryStream();
        OnnxExporter.Export(network, [.. Enumerable.Range(0, network.ClassCount).Select(i => $"{i}")], file);
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        return new InferenceSession(file.ToArray(), options);
    }
}
