using CsCheck;
using PhotoScore.Core.Training;
using PhotoScore.Trainer.Evaluation;

namespace PhotoScore.Trainer.Tests.Evaluation;

public sealed class DecisionThresholdGoalTests
{
    // Rising probabilities; the labels overlap.
    private static readonly Probabilities Answers = Of(
        (0.1f, 0), (0.2f, 0), (0.3f, 1), (0.4f, 0), (0.6f, 1), (0.7f, 0), (0.8f, 1), (0.9f, 1));

    [Theory]
    [InlineData(ThresholdGoal.Precision, 1.0, 0.75, 1.0)]
    [InlineData(ThresholdGoal.Recall, 1.0, 0.25, 1.0)]
    [InlineData(ThresholdGoal.Recall, 0.5, 0.75, 0.5)]
    [InlineData(ThresholdGoal.Precision, 0.75, 0.5, 0.75)]
    public void Decide_for_a_wanted_share_gives_most_of_the_other(ThresholdGoal goal, double at, double threshold, double reached)
    {
        var (chosen, decision) = DecisionThreshold.Decide(Answers, new() { For = goal, At = at })!.Value;

        Assert.Equal(threshold, chosen, tolerance: 1e-6);
        Assert.Equal((goal, reached, true), (decision.For, decision.Reached, decision.Met));
    }

    [Fact]
    public void Decide_a_precision_that_none_reaches_comes_as_near_as_can_be_and_says_so()
    {
        var (_, decision) = DecisionThreshold.Decide(Of((0.2f, 1), (0.6f, 1), (0.9f, 0)), new() { For = ThresholdGoal.Precision, At = 0.9 })!.Value;

        Assert.Equal(2.0 / 3, decision.Reached, precision: 12);
        Assert.False(decision.Met);
    }

    [Fact]
    public void Decide_for_cost_takes_many_false_alarms_when_a_miss_is_dear()
    {
        var (cheap, _) = DecisionThreshold.Decide(Answers, new() { For = ThresholdGoal.Cost, Costs = [[0, 10], [1, 0]] })!.Value;
        var (dear, decision) = DecisionThreshold.Decide(Answers, new() { For = ThresholdGoal.Cost, Costs = [[0, 1], [10, 0]] })!.Value;

        Assert.Equal(0.75, cheap, tolerance: 1e-6);
        Assert.Equal(0.25, dear, tolerance: 1e-6);
        // Two false alarms of eight photos.
        Assert.Equal(0.25, decision.Reached, precision: 12);
    }

    [Fact]
    public void Decide_for_cost_answers_one_class_always_where_that_is_cheapest()
    {
        var (threshold, decision) = DecisionThreshold.Decide(Of((0.3f, 1), (0.6f, 0)), new() { For = ThresholdGoal.Cost, Costs = [[0, 1], [100, 0]] })!.Value;

        Assert.InRange(threshold, 0, 0.3);
        Assert.Equal(0.5, decision.Reached, precision: 12);
    }

    [Fact]
    public void Decide_for_cost_starts_where_both_answers_cost_the_same()
    {
        var (threshold, decision) = DecisionThreshold.Decide(Of((0.1f, 0), (0.3f, 1), (0.9f, 1)), new() { For = ThresholdGoal.Cost, Costs = [[0, 1], [4, 0]] })!.Value;

        Assert.Equal(0.2, threshold, precision: 12);
        Assert.Equal((0.2, false, 0.0), (decision.Start!.Threshold, decision.Start.Moved, decision.Reached));
    }

    [Fact]
    public void Decide_for_f1_no_other_candidate_is_better() => Gen.Select(Gen.Int[0, 10].Select(p => p / 10f), Gen.Int[0, 1]).Array[2, 30].Sample(answers =>
    {
        if (answers.DistinctBy(answer => answer.Item2).Count() < 2)
            return;
        var reached = DecisionThreshold.Decide(Of(answers), new() { For = ThresholdGoal.F1 })!.Value.Decision.Reached;

        var between = Enumerable.Range(0, 20).Select(i => (i + 0.5) / 20).Where(p => p > answers.Min(a => a.Item1) && p < answers.Max(a => a.Item1));
        Assert.All(between, threshold =>
        {
            var hits = answers.Count(a => a.Item1 >= threshold && a.Item2 == 1);
            var f1 = 2.0 * hits / (answers.Count(a => a.Item1 >= threshold) + answers.Count(a => a.Item2 == 1));
            Assert.True(f1 <= reached + 1e-12);
        });
    });

    private static Probabilities Of(params (float P, int Label)[] answers) =>
        new(2, [.. answers.SelectMany(answer => new[] { 1 - answer.P, answer.P })], [.. answers.Select(answer => answer.Label)]);
}
