using CsCheck;
using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Checkpoints;
using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Optimization;

namespace PhotoScore.Trainer.Tests.Optimization;

/// <summary>A training that is lost at any step and goes on from its checkpoint ends as one that was not, whatever its settings.</summary>
public sealed class ResumeTests
{
    private const int Epochs = 3;
    private const int StepsPerEpoch = 4;

    private static readonly Gen<TrainingPlan> Plans =
        from optimizer in AnyOf<OptimizerPlan>(
            new("adam"), new("adam", WeightDecay: 0.01), new("adamw", WeightDecay: 0.01), new("rmsprop"), new("rmsprop", Momentum: 0.5),
            new("sgd"), new("sgd", Momentum: 0.9, Nesterov: true, WeightDecay: 1e-3))
        from schedule in AnyOf([.. OptimizationWords.Schedules])
        from warmUp in AnyOf(0, 5)
        from loss in AnyOf("crossEntropy", "balancedCrossEntropy", "meanSquaredError", "focal")
        from smoothing in AnyOf(0, 0.1)
        from mixup in AnyOf(0, 0.4)
        from ema in AnyOf(0, 0.9)
        from clip in AnyOf(0, 0.5)
        from microBatch in AnyOf(0, 3)
        from precision in AnyOf("float32", "bfloat16")
        from unfreeze in AnyOf<IReadOnlyList<UnfreezeStep>>([], [new(1, "hidden"), new(3, "conv")])
        select Some.Plan(Epochs) with
        {
            BatchSize = 5,
            LearningRate = 1e-2,
            Optimizer = optimizer,
            Schedule = new(schedule, StepEvery: 5, Patience: 1, WarmUpSteps: warmUp),
            Loss = new(loss, LabelSmoothing: smoothing),
            Mixup = mixup,
            Ema = ema,
            ClipNorm = clip,
            MicroBatch = microBatch,
            Precision = precision,
            Unfreeze = unfreeze,
        };

    [Fact]
    public void Run_lost_at_any_steps_and_resumed_ends_with_the_same_weights()
    {
        using PhotoSet train = TinyNetwork.Photos(19), validation = TinyNetwork.Photos(9, seed: 2);

        Gen.Select(Plans, Gen.Int[1, Epochs * StepsPerEpoch], Gen.Int[1, Epochs * StepsPerEpoch]).Sample(
            (plan, first, second) =>
            {
                var whole = Run(plan, train, validation, from: null, stopAt: int.MaxValue);
                var lost = Run(plan, train, validation, from: null, first);
                var lostAgain = Run(plan, train, validation, lost, Math.Max(first, second));
                var ended = Run(plan, train, validation, lostAgain, stopAt: int.MaxValue);

                Assert.Equal(Epochs * StepsPerEpoch, ended.State.Step);
                return Same(whole.Last, ended.Last) && Same(whole.Best, ended.Best) && Same(whole.Average, ended.Average) && Same(whole.Optimizer, ended.Optimizer);
            },
            iter: 60,
            threads: 1);
    }

    [Theory]
    [MemberData(nameof(EveryOptimizerAndSchedule))]
    public void Run_every_optimizer_and_schedule_lost_in_mid_epoch_ends_with_the_same_weights(string optimizer, string schedule)
    {
        using PhotoSet train = TinyNetwork.Photos(19), validation = TinyNetwork.Photos(9, seed: 2);
        var plan = Some.Plan(Epochs) with
        {
            BatchSize = 5,
            Optimizer = new(optimizer),
            Schedule = new(schedule, StepEvery: 5, Patience: 1),
            Mixup = 0.4,
            Ema = 0.9,
            MicroBatch = 3,
        };

        var whole = Run(plan, train, validation, from: null, stopAt: int.MaxValue);
        var ended = Run(plan, train, validation, Run(plan, train, validation, from: null, stopAt: 6), stopAt: int.MaxValue);

        Assert.True(Same(whole.Last, ended.Last) && Same(whole.Best, ended.Best) && Same(whole.Average, ended.Average));
        // Nothing would be shown where the weights never moved.
        Assert.False(Same(whole.Last, Run(plan, train, validation, from: null, stopAt: 6).Last));
    }

    public static TheoryData<string, string> EveryOptimizerAndSchedule() =>
        new(OptimizationWords.Optimizers.SelectMany(optimizer => OptimizationWords.Schedules.Select(schedule => (optimizer, schedule))));

    private static Gen<T> AnyOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static bool Same(byte[]? left, byte[]? right) => left.AsSpan().SequenceEqual(right);

    /// <summary>What a process leaves behind: a checkpoint's file, written and read again.</summary>
    private static CheckpointFile Run(TrainingPlan plan, PhotoSet train, PhotoSet validation, CheckpointFile? from, int stopAt)
    {
        using var network = new Network(TinyNetwork.Architecture(norm: true, dropout: true), 2, plan.Seed);
        using var loop = new TrainingLoop(network, plan, train, validation, "abc", TimeProvider.System);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Assert.True(from is null || loop.TryResume(from));
        try
        {
            if (loop.Step < stopAt)
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
}
