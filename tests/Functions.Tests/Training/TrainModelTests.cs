using PhotoScore.Core.Naming;
using PhotoScore.Core.Training;
using PhotoScore.Functions.Models;
using PhotoScore.Functions.Training;

namespace PhotoScore.Functions.Tests.Training;

public sealed class TrainModelTests
{
    private static readonly DateTime Start = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
    private static readonly TrainingLimits Limits = new();
    private static readonly TrainingWatch Watch = new() { Key = new(ModelName.Parse("smiles"), new(1)), Limits = Limits };

    private readonly List<int> _submitted = [];
    private readonly List<DateTime> _looks = [];

    [Fact]
    public void TrainModel_published_version_is_promoted()
    {
        var fake = Orchestration(now => Minutes(now) < 3 ? Beating(now) : new() { Published = true });

        var outcome = fake.Run(TrainModel.Run, Watch);

        Assert.Equal(new TrainingOutcome(false, new(true, "promoted in a test")), outcome);
        Assert.Equal([1], _submitted);
    }

    [Fact]
    public void TrainModel_silent_trainer_is_submitted_three_more_times_and_then_fails_with_its_log()
    {
        var fake = Orchestration(_ => new()
        {
            Beat = new(_submitted[^1], 1, Start),
            Stage = TrainingStage.Training,
            LogTail = ["epoch 3 of 10", "CUDA out of memory"],
        });

        var failure = Assert.Throws<TrainingFailedException>(() => fake.Run(TrainModel.Run, Watch));

        Assert.Equal([1, 2, 3, 4], _submitted);
        Assert.Contains("4 attempts", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith("epoch 3 of 10\nCUDA out of memory", failure.Message, StringComparison.Ordinal);
        Assert.InRange(_looks[^1] - Start, 4 * Limits.HeartbeatTimeout, 4 * (Limits.HeartbeatTimeout + (2 * Limits.PollInterval)));
    }

    [Fact]
    public void TrainModel_long_wait_in_the_queue_is_not_a_loss()
    {
        var fake = Orchestration(now => Minutes(now) switch
        {
            < 600 => new(),
            < 601 => Beating(now),
            _ => new() { Published = true },
        });

        fake.Run(TrainModel.Run, Watch);

        Assert.Equal([1], _submitted);
        Assert.True(fake.Generations > 10, "A long training continues as new, so that its history stays short.");
    }

    [Fact]
    public void TrainModel_wait_after_a_loss_is_measured_from_the_new_submission()
    {
        var fake = Orchestration(now => Minutes(now) < 120
            ? new() { Beat = new(1, 7, Start), Stage = TrainingStage.Training }
            : new() { Published = true });

        fake.Run(TrainModel.Run, Watch);

        Assert.Equal([1, 2], _submitted);
    }

    [Fact]
    public void TrainModel_trainer_that_gave_up_fails_at_once()
    {
        var fake = Orchestration(now => new() { Beat = new(1, 9, now), Stage = TrainingStage.Failed, Error = "The parity is 0.1." });

        var failure = Assert.Throws<TrainingFailedException>(() => fake.Run(TrainModel.Run, Watch));

        Assert.Equal("The parity is 0.1.", failure.Message);
        Assert.Equal([1], _submitted);
    }

    [Fact]
    public void TrainModel_cancelled_training_ends_without_promotion()
    {
        var fake = Orchestration(now => Beating(now) with { Cancelled = Minutes(now) >= 2 });

        Assert.Equal(new TrainingOutcome(true, null), fake.Run(TrainModel.Run, Watch));
    }

    [Fact]
    public void TrainModel_version_that_was_published_before_the_cancel_is_promoted()
    {
        var fake = Orchestration(_ => new() { Published = true, Cancelled = true });

        Assert.False(fake.Run(TrainModel.Run, Watch).Cancelled);
    }

    [Fact]
    public void TrainModel_hint_brings_the_next_look_forward_and_an_old_one_does_not()
    {
        var hints = new Queue<TrainingEvent>([new("fake", 1, 4), new("fake", 1, 5), new("fake", 1, 6)]);
        var fake = Orchestration(now => Minutes(now) > 0 ? new() { Published = true } : new() { Beat = new(1, 5, Start), Stage = TrainingStage.Training });
        fake.Between = _ =>
        {
            if (!hints.TryDequeue(out var hint))
                return false;
            fake.Raise(hint);
            return true;
        };

        fake.Run(TrainModel.Run, Watch);

        // The first look, one more at the same moment for (1, 6), and then by the clock alone.
        Assert.Equal([Start, Start, Start + Limits.PollInterval], _looks.Take(3));
    }

    [Fact]
    public void TrainModel_hints_that_came_before_the_wait_are_not_lost()
    {
        var fake = Orchestration(_ => _looks.Count > 1 ? new() { Published = true } : new());
        fake.Raise(null);

        fake.Run(TrainModel.Run, Watch);

        Assert.Equal([Start, Start], _looks);
    }

    private FakeOrchestration Orchestration(Func<DateTime, TrainingPulse> storage)
    {
        FakeOrchestration? fake = null;
        return fake = new(
            (name, input) =>
            {
                switch (name)
                {
                    case nameof(TrainingActivities.SubmitTraining):
                        _submitted.Add(((Submission)input!).Attempt);
                        return null;
                    case nameof(TrainingActivities.ReadPulse):
                        _looks.Add(fake!.CurrentUtcDateTime);
                        return storage(fake.CurrentUtcDateTime);
                    default:
                        return new PromotionOutcome(true, "promoted in a test");
                }
            },
            Start);
    }

    private static double Minutes(DateTime now) => (now - Start).TotalMinutes;

    private static TrainingPulse Beating(DateTime now) =>
        new() { Beat = new(1, (long)(now - Start).TotalSeconds + 1, now), Stage = TrainingStage.Training };
}
