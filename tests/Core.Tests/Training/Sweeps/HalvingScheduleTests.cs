using CsCheck;
using PhotoScore.Core.Training.Sweeps;

namespace PhotoScore.Core.Tests.Training.Sweeps;

public sealed class HalvingScheduleTests
{
    private static readonly Gen<int> Trainings = Gen.Int[1, 300];

    [Theory]
    [InlineData(1, new[] { 1 })]
    [InlineData(2, new[] { 2 })]
    [InlineData(9, new[] { 9, 3, 1 })]
    [InlineData(20, new[] { 20, 6, 2 })]
    [InlineData(27, new[] { 27, 9, 3, 1 })]
    [InlineData(81, new[] { 81, 27, 9, 3 })]
    public void Of_keeps_a_third_on_every_rung(int trainings, int[] expected) =>
        Assert.Equal(expected, HalvingSchedule.Of(trainings).Select(rung => rung.Trials));

    [Fact]
    public void Of_nine_trains_three_times_as_long_on_every_rung() =>
        Assert.Equal([1.0 / 9, 1.0 / 3, 1], HalvingSchedule.Of(9).Select(rung => rung.Share));

    [Fact]
    public void Of_any_number_ends_with_whole_trainings_and_no_rung_costs_more_than_the_lowest() => Trainings.Sample(trainings =>
    {
        var rungs = HalvingSchedule.Of(trainings);

        Assert.Equal(trainings, rungs[0].Trials);
        Assert.Equal(1, rungs[^1].Share);
        Assert.All(rungs, rung => Assert.True(rung.Trials * rung.Share <= (rungs[0].Trials * rungs[0].Share) + 1e-9));
    });

    [Fact]
    public void Survivors_of_a_rung_are_the_trials_of_the_next() => Trainings.Sample(trainings =>
    {
        foreach (var (lower, higher) in HalvingSchedule.Of(trainings) is var rungs ? rungs.Zip(rungs.Skip(1)) : [])
            Assert.Equal(higher.Trials, HalvingSchedule.Survivors(lower.Trials));
    });

    [Fact]
    public void Ranked_takes_the_best_by_balanced_accuracy_then_loss_then_number_and_no_number_last()
    {
        TrialScore[] scores =
        [
            new(0, double.NaN, 0.1, true), new(1, 0.8, 0.5, true), new(2, 0.8, double.NaN, true), new(3, 0.9, 2, true), new(4, 0.8, 0.4, true), new(5, 0.8, 0.5, true),
        ];

        Assert.Equal([3, 4, 1, 5, 2, 0], TrialScore.Ranked(scores).Select(score => score.Trial));
    }
}
