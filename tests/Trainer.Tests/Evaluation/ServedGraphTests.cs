using Microsoft.ML.OnnxRuntime;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Evaluation;
using PhotoScore.Trainer.Onnx;
using TorchSharp;

namespace PhotoScore.Trainer.Tests.Evaluation;

public sealed class ServedGraphTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void WithMirrored_has_the_mean_of_a_photos_logits_and_its_mirror_images(int classCount)
    {
        using var scope = torch.NewDisposeScope();
        using var network = new Network(ArchitectureCatalog.Find("basic-cnn-augmented"), classCount, seed: 7);
        using var both = network.With(ServedGraph.WithMirrored(network.Graph));
        var photos = Photos.Batch(3);

        var logits = both.Logits(photos, training: false).data<float>().ToArray();

        var (plain, mirrored) = (network.Logits(photos, training: false).data<float>(), network.Logits(photos.flip(2), training: false).data<float>());
        Assert.NotEqual(plain.ToArray(), mirrored.ToArray());
        Assert.All(plain.Zip(mirrored, logits), triple => Assert.Equal((triple.First + triple.Second) / 2, triple.Third, tolerance: 1e-5));
        // A larger batch sums in another order.
        var embeddings = both.Predict(photos).Embeddings.data<float>().ToArray();
        Assert.All(network.Embeddings(photos).data<float>().ToArray().Zip(embeddings), pair => Assert.Equal(pair.First, pair.Second, tolerance: 1e-5));
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(3, true)]
    [InlineData(2, false)]
    public void WithTemperature_exports_what_it_computes(int classCount, bool flips)
    {
        using var network = new Network(ArchitectureCatalog.Find("basic-cnn-augmented"), classCount, seed: 7);
        using var served = network.With(ServedGraph.WithTemperature(flips ? ServedGraph.WithMirrored(network.Graph) : network.Graph, 0.25));
        var file = new MemoryStream();
        OnnxExporter.Export(served, [.. Enumerable.Range(0, classCount).Select(i => $"{i}")], file);
        using var session = new InferenceSession(file.ToArray());
        using Photo one = new(1), seven = new(7);

        var difference = OnnxParity.MaxAbsoluteDifference(served, session, [one.Batch, seven.Batch], TestContext.Current.CancellationToken);

        Assert.InRange(difference, 0, OnnxParity.Tolerance);
        // The plain network is less sure: the file has the temperature in it.
        Assert.True(OnnxParity.MaxAbsoluteDifference(network, session, [seven.Batch], TestContext.Current.CancellationToken) > OnnxParity.Tolerance);
    }

    [Fact]
    public void WithTemperature_divides_the_logits()
    {
        using var scope = torch.NewDisposeScope();
        using var network = new Network(ArchitectureCatalog.Find("basic-cnn"), 2, seed: 7);
        using var served = network.With(ServedGraph.WithTemperature(network.Graph, 4));
        var photos = Photos.Batch(4);

        var probabilities = served.Predict(photos).Probabilities.data<float>().ToArray();

        var logits = network.Logits(photos, training: false).data<float>().ToArray();
        Assert.All(logits.Index(), logit => Assert.Equal(1 / (1 + Math.Exp(-logit.Item / 4)), probabilities[(2 * logit.Index) + 1], tolerance: 1e-6));
    }

    private sealed class Photo(int count) : IDisposable
    {
        public torch.Tensor Batch { get; } = Photos.Batch(count, seed: count);

        public void Dispose() => Batch.Dispose();
    }
}
