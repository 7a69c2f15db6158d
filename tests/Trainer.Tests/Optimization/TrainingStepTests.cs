using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Architectures.Layers;
using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Evaluation;
using PhotoScore.Trainer.Onnx;
using PhotoScore.Trainer.Optimization;
using TorchSharp;

namespace PhotoScore.Trainer.Tests.Optimization;

public sealed class TrainingStepTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // Plain steps, because the others divide rounding errors by gradients that are nearly zero.
    private static readonly TrainingPlan Plan = Some.Plan() with { Optimizer = new("sgd", Momentum: 0.9), LearningRate = 0.1, Augmentation = new() };

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(16)]
    public void Run_in_parts_gives_the_weights_of_one_batch(int microBatch)
    {
        var plan = Plan with { Mixup = 0.4, Loss = new("balancedCrossEntropy", LabelSmoothing: 0.1), ClipNorm = 1, Ema = 0.9 };

        Same(After(3, plan), After(3, plan with { MicroBatch = microBatch }), 1e-6);
    }

    [Fact]
    public void Run_out_of_memory_goes_on_in_smaller_parts_with_the_same_weights()
    {
        var answers = new ConfusionCounts(2);

        var small = After(3, Plan, new Scarce(Photos: 4), answers);

        Same(After(3, Plan, new Scarce(Photos: 16)), small, 1e-6);
        // Photos that were computed twice are counted once.
        Assert.Equal(3 * 16, answers.Photos);
    }

    [Fact]
    public void Run_gradient_longer_than_allowed_is_shortened_to_it()
    {
        var before = After(0, Plan);
        var plan = Plan with { Optimizer = new("sgd"), LearningRate = 1, ClipNorm = 0.01 };

        var moved = After(1, plan).Zip(before, (now, then) => Math.Pow(now - then, 2)).Sum();

        // A plain step at rate 1 is as long as its gradient.
        Assert.Equal(0.01, Math.Sqrt(moved), 1e-5);
    }

    [Fact]
    public void Run_average_is_the_weighted_mean_of_the_weights_after_each_step()
    {
        var (first, second, third) = (After(0, Plan), After(1, Plan), After(2, Plan));
        // Decays 1/10 and 2/11 in the first two steps, less than 0.9.
        var expected = first.Select((weight, i) => (((weight * 0.1) + (second[i] * 0.9)) * 2 / 11) + (third[i] * 9 / 11));

        Same([.. expected.Select(weight => (float)weight)], After(2, Plan with { Ema = 0.9 }, average: true), 1e-6);
        Same(third, After(2, Plan with { Ema = 0.9 }), 0);
    }

    [Fact]
    public void Run_bfloat16_keeps_weights_and_answers_in_float32_and_learns_nearly_the_same()
    {
        var exact = After(1, Plan);
        var rounded = After(1, Plan with { Precision = "bfloat16" });

        var moved = Distance(exact, After(0, Plan));
        // Eight bits of each number are off by 0.4 per cent, and the gradients of two classes nearly cancel out.
        Assert.InRange(Distance(exact, rounded) / moved, 1e-4, 0.1);
        // A weight that was itself kept in eight bits would end in sixteen zeros.
        Assert.True(rounded.Count(weight => (BitConverter.SingleToInt32Bits(weight) & 0xFFFF) != 0) > rounded.Length / 2);
    }

    [Fact]
    public void Run_loss_that_is_not_finite_leaves_the_weights_alone()
    {
        using var train = TinyNetwork.Photos(16);
        using var network = new Network(TinyNetwork.Architecture(), 2, seed: 1);
        using var step = new TrainingStep(network, Plan, [8, 8]);
        using var loader = new BatchLoader(train, 16);
        using var untracked = torch.no_grad();
        network.State["logits.bias"].fill_(float.NaN);
        var before = network.State["conv.weight"].data<float>().ToArray();

        torch.set_grad_enabled(true);
        foreach (var batch in loader.InOrder(Cancellation))
        {
            using (batch)
                Assert.Equal(double.NaN, step.Run(batch, 0, 0.1, new ConfusionCounts(2)));
        }

        Assert.Equal(before, network.State["conv.weight"].data<float>().ToArray());
    }

    private static void Same(float[] expected, float[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], tolerance);
    }

    private static double Distance(float[] left, float[] right) => Math.Sqrt(left.Zip(right, (l, r) => Math.Pow(l - r, 2)).Sum());

    /// <summary>All weights after steps on the same 16 photos.</summary>
    private static float[] After(int steps, TrainingPlan plan, Layer? extra = null, ConfusionCounts? answers = null, bool average = false)
    {
        using var train = TinyNetwork.Photos(16);
        using var network = new Network(TinyNetwork.Architecture(extra: extra), 2, seed: 1);
        network.Precision = plan.Precision == "bfloat16" ? torch.bfloat16 : torch.float32;
        using var step = new TrainingStep(network, plan, [10, 6]);
        using var loader = new BatchLoader(train, 16);
        for (var i = 0; i < steps; i++)
        {
            foreach (var batch in loader.InOrder(Cancellation))
            {
                using (batch)
                    step.Run(batch, i, plan.LearningRate, answers ?? new ConfusionCounts(2));
            }
        }

        using var lent = average ? step.Average!.Lend() : null;
        return [.. network.Parameters.SelectMany(parameter => parameter.data<float>().ToArray())];
    }

    /// <summary>Fails as Torch does where a GPU's memory is too small for the photos that come in.</summary>
    private sealed record Scarce(int Photos) : Layer
    {
        internal override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];

        internal override torch.Tensor Forward(IReadOnlyList<torch.Tensor> inputs, LayerState state) => inputs[0].shape[0] <= Photos
            ? inputs[0].alias()
            : throw CudaFailure.OutOfMemory();

        internal override string Emit(IReadOnlyList<string> inputs, OnnxLayerWriter writer) => inputs[0];
    }
}
