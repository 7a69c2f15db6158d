using PhotoScore.Core.Naming;
using PhotoScore.Core.Training.Sweeps;
using PhotoScore.Functions.Models;
using PhotoScore.Functions.Training;
using PhotoScore.Functions.Training.Sweeps;

namespace PhotoScore.Functions.Tests.Training.Sweeps;

public sealed class SweepModelTests
{
    private static readonly DateTime Start = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
    private static readonly SweepKey Key = new(ModelName.Parse("smiles"), new(1));

    private readonly List<(int Rung, int Trial, int Before)> _climbs = [];
    private readonly List<TrialsToKeep> _kept = [];
    private int _winner = -1;
    private int _waits;

    // Trial 5 is the best however long it trains.
    private Func<int, int, TrialEnd> _climb = (_, trial) => new(trial, new TrialScore(trial, 1 - (0.01 * Math.Abs(trial - 5)), 0.5, Finished: false));

    [Fact]
    public void SweepModel_keeps_the_best_third_on_every_rung_and_publishes_the_best()
    {
        var outcome = Orchestration().Run(SweepModel.Run, Sweep(9))!;

        Assert.Equal([.. Enumerable.Range(0, 9).Select(trial => (0, trial)), (1, 5), (1, 4), (1, 6), (2, 5)], _climbs.Select(climb => (climb.Rung, climb.Trial)));
        Assert.Equal((5, false, true), (_winner, outcome.Cancelled, outcome.Promotion!.Promoted));
        Assert.Equal(new SweepWinner(5, new(1)), outcome.Winner);
        Assert.Equal([[5, 4, 6], [5], [5], []], _kept.Select(kept => kept.Survivors));
    }

    [Fact]
    public void SweepModel_attempts_rise_from_rung_to_rung()
    {
        Orchestration().Run(SweepModel.Run, Sweep(9));

        Assert.Equal([0, 4, 8], _climbs.Select(climb => climb.Before).Distinct());
    }

    [Fact]
    public void SweepModel_trial_that_fails_does_not_end_the_sweep()
    {
        var measured = _climb;
        _climb = (rung, trial) => trial == 5 ? new(trial, Complaint: "The loss is not finite.") : measured(rung, trial);

        Orchestration().Run(SweepModel.Run, Sweep(9));

        Assert.Equal(4, _winner);
    }

    [Fact]
    public void SweepModel_where_all_that_went_on_fail_the_best_of_the_others_stands_in()
    {
        var measured = _climb;
        _climb = (rung, trial) => rung == 1 ? new(trial, Complaint: "lost") : measured(rung, trial);

        Orchestration().Run(SweepModel.Run, Sweep(9));

        Assert.Equal(3, _winner);
    }

    [Fact]
    public void SweepModel_without_any_measured_trial_fails_with_the_first_complaint()
    {
        _climb = (_, trial) => new(trial, Complaint: "This machine has no GPU.");

        var failure = Assert.Throws<SweepFailedException>(() => Orchestration().Run(SweepModel.Run, Sweep(3)));

        Assert.Contains("no GPU", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SweepModel_cancelled_stops_and_publishes_nothing()
    {
        _climb = (_, trial) => new(trial, Cancelled: true);

        var outcome = Orchestration().Run(SweepModel.Run, Sweep(9))!;

        Assert.Equal((true, -1), (outcome.Cancelled, _winner));
        Assert.Single(_climbs);
    }

    [Fact]
    public void SweepModel_finished_trial_is_not_run_again()
    {
        _climb = (_, trial) => new(trial, new TrialScore(trial, 0.1 * trial, 0.5, Finished: true));

        Orchestration().Run(SweepModel.Run, Sweep(9));

        Assert.Equal(9, _climbs.Count);
        Assert.Equal(8, _winner);
    }

    [Fact]
    public void SweepModel_within_hours_starts_as_many_trials_as_there_is_time_for_on_each_rung()
    {
        FakeOrchestration? fake = null;
        var measured = _climb;
        // A trial takes six minutes on any rung; of two hours each of four rungs has thirty minutes.
        _climb = (rung, trial) =>
        {
            fake!.Pass(TimeSpan.FromMinutes(6));
            return measured(rung, trial);
        };
        fake = Orchestration();

        fake.Run(SweepModel.Run, Sweep(300) with { Hours = 2 });

        Assert.Equal([6, 2, 1, 1], _climbs.GroupBy(climb => climb.Rung).Select(rung => rung.Count()));
        Assert.Equal(5, _winner);
    }

    [Fact]
    public void SweepModel_waits_for_the_winner_over_generations()
    {
        _waits = 250;

        var fake = Orchestration();
        fake.Run(SweepModel.Run, Sweep(3));

        Assert.Equal(3, fake.Generations);
        Assert.Equal(4, _climbs.Count);
    }

    private FakeOrchestration Orchestration() => new(
        (name, input) =>
        {
            switch (name)
            {
                case nameof(SweepActivities.StartWinner):
                    _winner = ((TrialToPublish)input!).Trial;
                    return new SweepWinner(_winner, new(1));
                case nameof(SweepActivities.ReadWinner):
                    return _waits-- > 0 ? null : new WinnerEnd(TrainingState.Completed, new PromotionOutcome(true, "promoted in a test"), null);
                default:
                    _kept.Add((TrialsToKeep)input!);
                    return null;
            }
        },
        Start)
    {
        SubOrchestrator = (_, input) =>
        {
            var watch = (TrainingWatch)input!;
            var trial = watch.Key.Trial!;
            _climbs.Add((trial.Rung, trial.Number, watch.Before));
            return _climb(trial.Rung, trial.Number);
        },
    };

    private static SweepRun Sweep(int trainings) => new() { Key = Key, Limits = new(), Rungs = HalvingSchedule.Of(trainings), Parallel = 1 };
}
