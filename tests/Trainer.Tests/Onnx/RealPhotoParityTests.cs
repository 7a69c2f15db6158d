using Microsoft.ML.OnnxRuntime;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Onnx;
using PhotoScore.Trainer.Tests.Features;
using TorchSharp;

namespace PhotoScore.Trainer.Tests.Onnx;

/// <summary>
/// Every architecture in TorchSharp and in ONNX Runtime on real photos, prepared as it takes them: with real weights where there are any, and otherwise with the statistics that
/// its norms get from such photos.
/// </summary>
public sealed class RealPhotoParityTests(ITestOutputHelper output)
{
    private const int PhotosOfEach = 2;

    private static readonly string[] Datasets = ["data/faces-smile", "data/hotdog/val", "data/three-class-32px"];

    private static readonly Dictionary<string, string> Weights = new()
    {
        ["mobilenet_v2"] = "models/mobilenet_v2_imagenet.safetensors",
        ["squeezenet1_1"] = "models/squeezenet1_1_imagenet.safetensors",
    };

    public static TheoryData<string> Names => [.. ArchitectureCatalog.All.Select(architecture => architecture.Name.Value)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Export_answers_real_photos_as_the_network_does(string name)
    {
        var architecture = ArchitectureCatalog.Find(name);
        using var photos = Read(architecture);
        using var batch = Batch(photos);
        using var network = Network(architecture, batch);
        using var file = new MemoryStream();
        OnnxExporter.Export(network, ["a", "b", "c"], file);
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        using var session = new InferenceSession(file.ToArray(), options);

        var difference = OnnxParity.MaxAbsoluteDifference(network, session, [batch], TestContext.Current.CancellationToken);

        output.WriteLine($"| {name} | {difference:E1} |");
        Assert.InRange(difference, 0, OnnxParity.Tolerance);
        // Of absurd logits all probabilities are 0 or 1, and nothing could differ.
        using var probabilities = network.Predict(batch).Probabilities;
        Assert.Contains(probabilities.data<float>(), probability => probability is > 0.001f and < 0.999f);
    }

    private static Network Network(Architecture architecture, torch.Tensor photos)
    {
        if (architecture.Torchvision is { } model && Weights.TryGetValue(model, out var weights))
            return SharedData.Network(architecture.Name.Value, weights, classes: 3);
        var network = new Network(architecture, classCount: 3, seed: 7);
        SettledStatistics.Of(network, photos);
        return network;
    }

    // The first photos of the first class of each.
    private static PhotoSet Read(Architecture architecture)
    {
        var (width, height) = architecture.Geometry.FixedSize!.Value;
        var files = Datasets.SelectMany(dataset => Directory.EnumerateFiles(Directory.GetDirectories(SharedData.Find(dataset)).Order(StringComparer.Ordinal).First())
            .Order(StringComparer.Ordinal).Take(PhotosOfEach)).ToArray();
        var photos = new PhotoSet(files.Length, width, height);
        foreach (var (i, file) in files.Index())
            photos.Store(i, file, 0, File.ReadAllBytes(file), architecture.Geometry);
        return photos;
    }

    private static torch.Tensor Batch(PhotoSet photos)
    {
        using var loader = new BatchLoader(photos, photos.Count);
        using var batch = loader.InOrder(TestContext.Current.CancellationToken).Single();
        using var pixels = batch.Pixels();
        // The buffers are the loader's.
        return pixels.clone();
    }
}
