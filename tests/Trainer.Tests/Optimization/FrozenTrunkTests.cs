using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Architectures.State;
using PhotoScore.Trainer.Checkpoints;
using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Features;
using PhotoScore.Trainer.Jobs;
using PhotoScore.Trainer.Optimization;
using PhotoScore.Trainer.Tests.Features;

namespace PhotoScore.Trainer.Tests.Optimization;

/// <summary>A training on what frozen layers make of photos is the training on the photos.</summary>
public sealed class FrozenTrunkTests
{
    // Norms and pools are frozen, dropout is not; the last batch of an epoch is a smaller one.
    private static readonly TrainingPlan Plan = Some.Plan(epochs: 3) with
    {
        BatchSize = 5,
        // Plain steps, because the others divide rounding errors by gradients that are nearly zero.
        Optimizer = new("sgd", Momentum: 0.9),
        LearningRate = 1e-2,
        Augmentation = new(),
        Ema = 0.9,
        ClipNorm = 0.5,
        MicroBatch = 3,
        Unfreeze = [new(1, "hidden")],
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Head_learns_the_weights_that_the_whole_network_would()
    {
        using PhotoSet train = TinyNetwork.Photos(19), validation = TinyNetwork.Photos(9, seed: 2);

        var onPhotos = await RunAsync(train, validation, embedded: false);
        var onFeatures = await RunAsync(train, validation, embedded: true);

        Assert.Equal(12, onFeatures.State.Step);
        Near(onPhotos.Last, onFeatures.Last);
        Near(onPhotos.Average!, onFeatures.Average!);
        Assert.Equal(onPhotos.State.RandomState, onFeatures.State.RandomState);
        Assert.Equal(onPhotos.State.BestEpoch, onFeatures.State.BestEpoch);
        // Nothing would be shown where the weights never moved.
        var early = await RunAsync(train, validation, embedded: true, stopAt: 6);
        Assert.False(onFeatures.Last.AsSpan().SequenceEqual(early.Last));
    }

    [Fact]
    public async Task Run_lost_and_resumed_ends_with_the_same_weights()
    {
        using PhotoSet train = TinyNetwork.Photos(19), validation = TinyNetwork.Photos(9, seed: 2);
        var whole = await RunAsync(train, validation, embedded: true);

        for (var stopAt = 1; stopAt < 12; stopAt += 3)
        {
            var lost = await RunAsync(train, validation, embedded: true, stopAt);

            Same(whole, await RunAsync(train, validation, embedded: true, from: lost));
        }
    }

    [Theory]
    [InlineData("resnet50-head", "avg_pool")]
    [InlineData("resnet50-head-torchvision", "avgpool")]
    [InlineData("mobilenet-v2-features", "mean")]
    // Its frozen layers end within a residual block: a shortcut leads past the first layer that learns.
    [InlineData("resnet50-partial", null)]
    [InlineData("resnet18", null)]
    [InlineData("basic-cnn", null)]
    public void Cut_is_the_only_vector_that_leads_out_of_the_frozen_layers(string architecture, string? expected)
    {
        using var network = new Network(ArchitectureCatalog.Find(architecture), 2, seed: 1);
        var cut = FrozenTrunk.Cut(network, Plan with { Unfreeze = [] }, photos: 1_000);

        if (expected == "mean")
            Assert.Equal(network.Graph.Embedding, cut);
        else
            Assert.Equal(expected, cut?.Name);
    }

    [Fact]
    public void Cut_frozen_layers_whose_answers_change_or_do_not_fit_are_not_computed_once()
    {
        using var network = new Network(TinyNetwork.Architecture(norm: true, dropout: true), 2, seed: 1);

        Assert.Equal("flatten", FrozenTrunk.Cut(network, Plan, photos: 100)!.Name);
        Assert.All(
            [
                Plan with { Augmentation = new AugmentationSettings { HorizontalFlip = true } },
                Plan with { Mixup = 0.2 },
                Plan with { Precision = "bfloat16" },
                Plan with { Unfreeze = [new(1, "hidden"), new(3, "conv")] },
                Plan with { Unfreeze = [] },
            ],
            plan => Assert.Null(FrozenTrunk.Cut(network, plan, photos: 100)));
        // 54 features of 4 bytes each.
        Assert.NotNull(FrozenTrunk.Cut(network, Plan, photos: (1L << 30) / 216));
        Assert.Null(FrozenTrunk.Cut(network, Plan, photos: ((1L << 30) / 216) + 1));
    }

    // A convolution may round a photo's sums by how many photos come with it and where they lie: a few last bits of weights below 1.
    private static void Near(byte[] left, byte[] right)
    {
        using SafeTensorsFile expected = SafeTensors.Read(new MemoryStream(left)), actual = SafeTensors.Read(new MemoryStream(right));
        Assert.Equal(expected.Tensors.Keys, actual.Tensors.Keys);
        foreach (var (name, tensor) in expected.Tensors)
        {
            var (wanted, got) = (tensor.data<float>().ToArray(), actual.Tensors[name].data<float>().ToArray());
            Assert.InRange(wanted.Zip(got, (a, b) => Math.Abs(a - b)).Max(), 0, 1e-5);
        }
    }

    private static void Same(CheckpointFile left, CheckpointFile right)
    {
        Assert.True(left.Last.AsSpan().SequenceEqual(right.Last));
        Assert.True(left.Best.AsSpan().SequenceEqual(right.Best));
        Assert.True(left.Average.AsSpan().SequenceEqual(right.Average));
        Assert.True(left.Optimizer.AsSpan().SequenceEqual(right.Optimizer));
        Assert.Equal(left.State.RandomState, right.State.RandomState);
    }

    private static async Task<CheckpointFile> RunAsync(
        PhotoSet train, PhotoSet validation, bool embedded, int stopAt = int.MaxValue, CheckpointFile? from = null)
    {
        using var network = new Network(TinyNetwork.Architecture(norm: true, dropout: true), 2, Plan.Seed);
        using var trunk = embedded ? await EmbedAsync(network, train, validation) : null;
        using var loop = trunk is null
            ? new TrainingLoop(network, Plan, train, validation, "abc", TimeProvider.System)
            : new TrainingLoop(trunk.Head, Plan, trunk.Train, trunk.Validation, "abc", TimeProvider.System);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Assert.True(from is null || loop.TryResume(from));
        try
        {
            loop.Run(() => { if (loop.Step == stopAt) stop.Cancel(); }, stop.Token);
        }
        catch (OperationCanceledException) when (loop.Step == stopAt)
        {
            // Lost: all that is left is the file.
        }

        using var file = new MemoryStream();
        loop.Save().Write(file);
        file.Position = 0;
        return CheckpointFile.Read(file);
    }

    private static async Task<FrozenTrunk> EmbedAsync(Network network, PhotoSet train, PhotoSet validation)
    {
        var cut = FrozenTrunk.Cut(network, Plan, train.Count + validation.Count)!;
        var extraction = new FeatureExtraction(
            network, cut, Plan.BatchSize, "abc", new MemoryFeatureStore(), new JobSettings(TimeSpan.FromSeconds(30), () => false), TimeProvider.System);
        return new FrozenTrunk(network, cut, (train, await Of("train", train)), (validation, await Of("validation", validation)));

        Task<FeatureMatrix> Of(string split, PhotoSet photos) => extraction.OfAsync(split, photos, mirrored: false, _ => { }, Cancellation);
    }
}
