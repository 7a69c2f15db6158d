using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Checkpoints;
using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Optimization;

namespace PhotoScore.Trainer.Tests.Optimization;

public sealed class TrainingLoopTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("adam")]
    [InlineData("rmsprop")]
    [InlineData("sgd")]
    public void Run_stopped_at_any_step_and_resumed_ends_with_the_same_weights(string optimizer)
    {
        using PhotoSet train = Some.PhotoSet(40), validation = Some.PhotoSet(12, seed: 2);
        var plan = Some.Plan() with { Optimizer = new(optimizer), LearningRate = 1e-3 };
        var (expected, expectedCurve) = Uninterrupted(plan, train, validation);

        // Two epochs of three batches: in mid-epoch, at an epoch's end, and at the very end.
        for (var stopAfter = 1; stopAfter <= 6; stopAfter++)
        {
            var saved = Interrupted(plan, train, validation, stopAfter);
            var (weights, curve) = Uninterrupted(plan, train, validation, saved);

            Assert.True(expected.AsSpan().SequenceEqual(weights));
            Assert.Equal(expectedCurve, curve);
        }
    }

    [Fact]
    public void Run_stopped_at_any_moment_and_resumed_ends_with_the_same_weights()
    {
        // Most of the time goes into the validation split, so that many of the stops fall into it.
        using PhotoSet train = Some.PhotoSet(32), validation = Some.PhotoSet(300, seed: 2);
        var plan = Some.Plan();
        var (expected, _) = Uninterrupted(plan, train, validation);
        var random = new Random(4);

        for (var i = 0; i < 12; i++)
        {
            var saved = Interrupted(plan, train, validation, stopAfter: int.MaxValue, TimeSpan.FromMilliseconds(random.Next(1, 400)));

            Assert.True(expected.AsSpan().SequenceEqual(Uninterrupted(plan, train, validation, saved).Weights));
        }
    }

    [Fact]
    public void TryResume_another_plan_is_refused()
    {
        using PhotoSet train = Some.PhotoSet(20), validation = Some.PhotoSet(12, seed: 2);
        var saved = Interrupted(Some.Plan(), train, validation, stopAfter: 1);
        var plan = Some.Plan() with { LearningRate = 0.5 };
        using var network = Network(plan);
        using var loop = new TrainingLoop(network, plan, train, validation, "abc", TimeProvider.System);

        Assert.False(loop.TryResume(saved));
        Assert.Equal(0, loop.Step);
    }

    [Fact]
    public void Run_photos_that_differ_are_told_apart()
    {
        using PhotoSet train = Some.PhotoSet(90, classes: 3), validation = Some.PhotoSet(30, classes: 3, seed: 2);
        var plan = Some.Plan(epochs: 12) with { Augmentation = new(), Schedule = new("constant") };
        using var network = Network(plan, classes: 3);
        using var loop = new TrainingLoop(network, plan, train, validation, "abc", TimeProvider.System);

        loop.Run(() => { }, Cancellation);

        Assert.Equal(12, loop.Curve.Count);
        Assert.InRange(loop.Curve[^1].Validation.BalancedAccuracy, 0.95, 1);
        Assert.Equal(loop.Curve.MinBy(epoch => epoch.Validation.Loss)!.Epoch, loop.BestEpoch);
    }

    [Fact]
    public void Run_early_stopping_ends_when_the_validation_loss_no_longer_falls()
    {
        using PhotoSet train = Some.PhotoSet(32), validation = Some.PhotoSet(12, seed: 2);
        // Steps of this size round to none, so the first epoch stays the best.
        var plan = Some.Plan(epochs: 50) with { Optimizer = new("sgd"), LearningRate = 1e-12, EarlyStopping = 2 };
        using var network = Network(plan);
        using var loop = new TrainingLoop(network, plan, train, validation, "abc", TimeProvider.System);

        loop.Run(() => { }, Cancellation);

        Assert.Equal(loop.BestEpoch + 2, loop.Curve.Count);
    }

    [Fact]
    public void Run_cancelled_stops_after_the_step_under_way()
    {
        using PhotoSet train = Some.PhotoSet(40), validation = Some.PhotoSet(12, seed: 2);
        using var network = Network(Some.Plan());
        using var loop = new TrainingLoop(network, Some.Plan(), train, validation, "abc", TimeProvider.System);
        using var stop = new CancellationTokenSource();

        Assert.Throws<OperationCanceledException>(() => loop.Run(stop.Cancel, stop.Token));

        Assert.Equal(1, loop.Step);
    }

    private static Network Network(TrainingPlan plan, int classes = 2) => new(ArchitectureCatalog.Find("basic-cnn-regularized"), classes, plan.Seed);

    private static (byte[] Weights, IReadOnlyList<(double, double)> Curve) Uninterrupted(
        TrainingPlan plan, PhotoSet train, PhotoSet validation, CheckpointFile? from = null)
    {
        using var network = Network(plan);
        using var loop = new TrainingLoop(network, plan, train, validation, "abc", TimeProvider.System);
        if (from is not null)
            Assert.True(loop.TryResume(from));
        loop.Run(() => { }, Cancellation);
        return (loop.Finish().Last, [.. loop.Curve.Select(epoch => (epoch.Train.Loss, epoch.Validation.Loss))]);
    }

    private static CheckpointFile Interrupted(TrainingPlan plan, PhotoSet train, PhotoSet validation, int stopAfter, TimeSpan? stopIn = null)
    {
        using var network = Network(plan);
        using var loop = new TrainingLoop(network, plan, train, validation, "abc", TimeProvider.System);
        using var stop = new CancellationTokenSource(stopIn ?? Timeout.InfiniteTimeSpan);
        try
        {
            loop.Run(() => { if (loop.Step == stopAfter) stop.Cancel(); }, stop.Token);
        }
        catch (OperationCanceledException)
        {
            // As a killed process would: all that is left is the file.
        }

        using var file = new MemoryStream();
        loop.Save().Write(file);
        file.Position = 0;
        return CheckpointFile.Read(file);
    }
}
