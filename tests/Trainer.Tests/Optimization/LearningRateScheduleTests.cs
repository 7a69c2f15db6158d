using PhotoScore.Trainer.Optimization;

namespace PhotoScore.Trainer.Tests.Optimization;

public sealed class LearningRateScheduleTests
{
    [Theory]
    [InlineData("constant", 0, 0.1)]
    [InlineData("constant", 99, 0.1)]
    [InlineData("cosine", 0, 0.1)]
    [InlineData("cosine", 50, 0.05)]
    [InlineData("cosine", 100, 0)]
    [InlineData("step", 29, 0.1)]
    [InlineData("step", 30, 0.05)]
    [InlineData("step", 90, 0.0125)]
    public void At_a_step_of_a_hundred(string schedule, long step, double expected) =>
        Assert.Equal(expected, At(new(schedule, StepEvery: 30, StepFactor: 0.5), step), precision: 12);

    [Theory]
    [InlineData(0, 0.004)]
    [InlineData(10, 0.029516394846410082)]
    [InlineData(29, 0.1)]
    [InlineData(30, 0.09994965352845243)]
    [InlineData(50, 0.0793893450575732)]
    [InlineData(80, 0.017103395290759563)]
    [InlineData(99, 4e-07)]
    public void At_oneCycle_is_that_of_pytorchs_OneCycleLR(long step, double expected) => Assert.Equal(expected, At(new("oneCycle"), step), precision: 12);

    [Theory]
    [InlineData(0, 0.025)]
    [InlineData(2, 0.075)]
    [InlineData(3, 0.1)]
    [InlineData(4, 0.1)]
    public void At_warm_up_rises_to_the_schedules_rate(long step, double expected) =>
        Assert.Equal(expected, At(new("constant", WarmUpSteps: 4), step), precision: 12);

    [Theory]
    [InlineData(0.1, new double[0])]
    [InlineData(0.1, new[] { 1.0, 0.9, 0.95 })]
    [InlineData(0.01, new[] { 1.0, 0.9, 0.95, 0.9 })]
    [InlineData(0.01, new[] { 1.0, 0.9, 0.95, 0.9, 0.8, 0.9 })]
    [InlineData(0.001, new[] { 1.0, 0.9, 0.95, 0.9, 0.9, 0.9 })]
    [InlineData(0.01, new[] { 1.0, double.NaN, double.NaN })]
    public void At_reduceOnPlateau_falls_whenever_two_epochs_brought_no_lower_loss(double expected, double[] losses) =>
        Assert.Equal(expected, LearningRateSchedule.At(new("reduceOnPlateau", Patience: 2), 0.1, 7, 100, losses), precision: 12);

    [Fact]
    public void At_oneCycle_of_few_steps_stays_between_its_ends()
    {
        for (var steps = 1; steps < 6; steps++)
            Assert.All(Enumerable.Range(0, steps), step => Assert.InRange(LearningRateSchedule.At(new("oneCycle"), 1, step, steps, []), 4e-6, 1));
    }

    [Fact]
    public void At_unknown_schedule_names_those_that_exist() =>
        Assert.Contains("reduceOnPlateau", Assert.Throws<ArgumentException>(() => At(new("linear"), 0)).Message, StringComparison.Ordinal);

    private static double At(SchedulePlan plan, long step) => LearningRateSchedule.At(plan, 0.1, step, 100, []);
}
