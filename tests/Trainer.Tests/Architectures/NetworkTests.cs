using PhotoScore.Trainer.Architectures;
using TorchSharp;

namespace PhotoScore.Trainer.Tests.Architectures;

public sealed class NetworkTests
{
    private static readonly Architecture Regularized = ArchitectureCatalog.Find("basic-cnn-regularized");

    [Fact]
    public void Weights_follow_from_the_seed()
    {
        using Network first = new(Regularized, 2, seed: 5), same = new(Regularized, 2, seed: 5), other = new(Regularized, 2, seed: 6);

        Assert.All(first.State, pair => Assert.True(pair.Value.equal(same.State[pair.Key]).all().item<bool>()));
        Assert.False(first.State["conv1.weight"].equal(other.State["conv1.weight"]).all().item<bool>());
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 3)]
    public void Logits_are_one_number_for_two_classes_and_otherwise_one_a_class(int classCount, int logits)
    {
        using var scope = torch.NewDisposeScope();
        using var network = new Network(Regularized, classCount, seed: 1);

        Assert.Equal([7, logits], network.Logits(Photos.Batch(7), training: true).shape);
        Assert.Equal([7, 512], network.Embeddings(Photos.Batch(7)).shape);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Predict_gives_the_probabilities_of_the_logits(int classCount)
    {
        using var scope = torch.NewDisposeScope();
        using var network = new Network(Regularized, classCount, seed: 1);
        var photos = Photos.Batch(2);

        var probabilities = network.Predict(photos).Probabilities.data<float>().ToArray();

        var logits = network.Logits(photos, training: false).data<float>().ToArray().Chunk(classCount == 2 ? 1 : classCount);
        var expected = logits.SelectMany(row => classCount == 2 ? ByHand([0, row[0]]) : ByHand(row)).ToArray();
        Assert.Equal(expected.Length, probabilities.Length);
        Assert.All(expected.Zip(probabilities), pair => Assert.Equal(pair.First, pair.Second, tolerance: 1e-6));
    }

    [Fact]
    public void Predict_normalises_pixels_by_the_given_moments()
    {
        using var scope = torch.NewDisposeScope();
        // With mean 0 and deviation 0.5, a photo looks as one of twice the brightness does with the unit scale.
        using var scaled = new Network(Regularized, 2, 1, new PixelNormalization(new Rgb(0, 0, 0), new Rgb(0.5, 0.5, 0.5)));
        using var plain = new Network(Regularized, 2, 1);
        var dark = Photos.Batch(3).bitwise_and(torch.tensor((byte)127));

        var expected = plain.Logits(dark.mul(torch.tensor((byte)2)), training: false);

        Assert.True(scaled.Logits(dark, training: false).allclose(expected, atol: 1e-5));
    }

    [Fact]
    public void Logits_drop_in_training_only()
    {
        using var scope = torch.NewDisposeScope();
        using var network = new Network(Regularized, 2, seed: 1);
        var photos = Photos.Batch(4);

        Assert.Equal(Floats(network.Logits(photos, training: false)), Floats(network.Logits(photos, training: false)));
        Assert.NotEqual(Floats(network.Logits(photos, training: true)), Floats(network.Logits(photos, training: true)));
    }

    [Fact]
    public void RandomState_set_again_drops_the_same()
    {
        using var scope = torch.NewDisposeScope();
        using var network = new Network(Regularized, 2, seed: 1);
        var photos = Photos.Batch(4);
        var state = network.RandomState;

        var first = Floats(network.Logits(photos, training: true));
        network.RandomState = state;

        Assert.Equal(first, Floats(network.Logits(photos, training: true)));
    }

    [Fact]
    public void Logits_refuse_another_size_and_type()
    {
        using var scope = torch.NewDisposeScope();
        using var network = new Network(Regularized, 2, seed: 1);

        Assert.Contains("[N, 56, 56, 3]", Assert.Throws<ArgumentException>(() => network.Logits(Photos.Batch(1, side: 57), false)).Message);
        Assert.Throws<ArgumentException>(() => network.Logits(Photos.Batch(1).to(torch.float32), false));
    }

    [Fact]
    public void SaveState_then_LoadState_gives_the_same_network()
    {
        using var scope = torch.NewDisposeScope();
        using Network saved = new(Regularized, 2, seed: 1), loaded = new(Regularized, 2, seed: 2);
        var file = new MemoryStream();

        saved.SaveState(file);
        file.Position = 0;
        loaded.LoadState(file);

        var photos = Photos.Batch(3);
        Assert.Equal(Floats(saved.Logits(photos, training: false)), Floats(loaded.Logits(photos, training: false)));
    }

    [Fact]
    public void LoadState_of_another_layout_names_every_fault_and_changes_nothing()
    {
        using var scope = torch.NewDisposeScope();
        using Network plain = new(ArchitectureCatalog.Find("basic-cnn"), 3, seed: 1), regularized = new(Regularized, 2, seed: 2);
        var before = Floats(regularized.State["conv1.weight"]);
        var file = new MemoryStream();
        plain.SaveState(file);
        file.Position = 0;

        var error = Assert.Throws<InvalidDataException>(() => regularized.LoadState(file));

        Assert.Contains("dense2.weight is missing", error.Message);
        Assert.Contains("logits.bias is Float32 [3] instead of Float32 [1]", error.Message);
        Assert.Equal(before, Floats(regularized.State["conv1.weight"]));
    }

    private static float[] Floats(torch.Tensor tensor) => tensor.data<float>().ToArray();

    private static IEnumerable<float> ByHand(float[] logits)
    {
        var sum = logits.Sum(logit => Math.Exp(logit));
        return logits.Select(logit => (float)(Math.Exp(logit) / sum));
    }
}
