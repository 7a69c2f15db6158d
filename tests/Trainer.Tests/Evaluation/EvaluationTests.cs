using CsCheck;
using PhotoScore.Trainer.Evaluation;

namespace PhotoScore.Trainer.Tests.Evaluation;

public sealed class EvaluationTests
{
    private static readonly Gen<(float P, int Label)[]> Answers =
        Gen.Select(Gen.Int[0, 10].Select(p => p / 10f), Gen.Int[0, 1]).Array[2, 40];

    [Fact]
    public void Choose_no_other_threshold_that_answers_both_classes_has_a_higher_balanced_accuracy() => Answers.Where(HasBothClasses).Sample(answers =>
    {
        var chosen = DecisionThreshold.Choose(Of(answers))!.Value;

        var score = Of(answers).Count(chosen).BalancedAccuracy;

        var between = Enumerable.Range(0, 20).Select(i => (i + 0.5) / 20).Where(p => p > answers.Min(a => a.P) && p < answers.Max(a => a.P));
        Assert.All(between, other =>
            Assert.True(Of(answers).Count(other).BalancedAccuracy <= score + 1e-12));
    });

    [Fact]
    public void Choose_equally_good_thresholds_takes_the_one_nearest_to_a_half() =>
        Assert.Equal(0.5, DecisionThreshold.Choose(Of((0.1f, 0), (0.2f, 0), (0.8f, 1), (0.9f, 1))));

    [Fact]
    public void Choose_a_class_is_absent_answers_at_a_half() => Assert.Equal(0.5, DecisionThreshold.Choose(Of((1f, 0), (0.1f, 0))));

    [Fact]
    public void Choose_more_classes_have_no_threshold() =>
        Assert.Null(DecisionThreshold.Choose(new Probabilities(3, [0.2f, 0.3f, 0.5f], [2])));

    [Fact]
    public void Count_gives_metrics_by_hand()
    {
        var counts = Of((0.9f, 1), (0.4f, 1), (0.3f, 0), (0.2f, 0), (0.6f, 0)).Count(threshold: 0.5);

        Assert.Equal([[2, 1], [1, 1]], counts.Matrix);
        Assert.Equal(0.6, counts.Accuracy, precision: 12);
        Assert.Equal((2.0 / 3 + 0.5) / 2, counts.BalancedAccuracy, precision: 12);
        var loss = -(Math.Log(0.9) + Math.Log(0.4) + Math.Log(0.7) + Math.Log(0.8) + Math.Log(0.4)) / 5;
        Assert.Equal(loss, counts.Metrics.Loss, precision: 6);
    }

    private static bool HasBothClasses((float P, int Label)[] answers) => answers.DistinctBy(answer => answer.Label).Count() == 2;

    private static Probabilities Of(params (float P, int Label)[] answers) =>
        new(2, [.. answers.SelectMany(answer => new[] { 1 - answer.P, answer.P })], [.. answers.Select(answer => answer.Label)]);
}
