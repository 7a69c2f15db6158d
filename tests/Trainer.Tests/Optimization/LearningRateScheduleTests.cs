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
    public void At_a_step_of_a_hundred(string schedule, long step, double expected) =>
        Assert.Equal(expected, LearningRateSchedule.At(schedule, 0.1, step, 100), precision: 12);

    [Fact]
    public void At_unknown_schedule_names_those_that_exist() =>
        Assert.Contains("constant or cosine", Assert.Throws<ArgumentException>(() => LearningRateSchedule.At("linear", 1, 0, 1)).Message, StringComparison.Ordinal);
}
