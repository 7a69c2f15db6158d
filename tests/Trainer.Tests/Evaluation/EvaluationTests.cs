using CsCheck;
using PhotoScore.Trainer.Evaluation;

namespace PhotoScore.Trainer.Tests.Evaluation;

public sealed class EvaluationTests
{
    private static readonly Gen<(float P, int Label)[]> Answers =
        Gen.Select(Gen.Int[0, 10].Select(p => p / 10f), Gen.Int[0, 1]).Array[2, 40];

    [Fact]
    public void Choose_on_many_photos_no_other_threshold_is_much_better() => Answers.Where(HasBothClasses).Sample(answers =>
    {
        // Repeated so often that a standard error is at most 0.036.
        var chosen = DecisionThreshold.Choose(Of([.. Enumerable.Repeat(answers, 400).SelectMany(again => again)]))!.Value;

        var score = Of(answers).Count(chosen).BalancedAccuracy;

        var between = Enumerable.Range(0, 20).Select(i => (i + 0.5) / 20).Where(p => p > answers.Min(a => a.P) && p < answers.Max(a => a.P));
        Assert.All(between, other => Assert.True(Of(answers).Count(other).BalancedAccuracy <= score + 0.05));
    }, iter: 30);

    [Fact]
    public void Choose_one_photo_is_no_reason_to_leave_the_share_of_the_second_class()
    {
        var (threshold, decision) = DecisionThreshold.Decide(Of((0.1f, 0), (0.2f, 0), (0.3f, 0), (0.4f, 0), (0.45f, 1), (0.6f, 1), (0.7f, 1), (0.8f, 1)))!.Value;

        Assert.Equal(0.5, threshold);
        Assert.Equal(0.875, decision.Reached, precision: 12);
        Assert.Equal((0.5, false, 0.125, 0.125), (decision.Start!.Threshold, decision.Start.Moved, decision.Start.Gain, decision.Start.StandardError));
    }

    [Fact]
    public void Choose_leaves_the_share_of_the_second_class_for_a_gain_beyond_its_standard_error()
    {
        var (threshold, decision) = DecisionThreshold.Decide(Of((0.1f, 0), (0.2f, 0), (0.3f, 0), (0.4f, 0), (0.45f, 1), (0.46f, 1), (0.7f, 1), (0.8f, 1)))!.Value;

        Assert.Equal(0.425, threshold, tolerance: 1e-6);
        Assert.Equal((true, 0.25), (decision.Start!.Moved, decision.Start.Gain));
        // Two photos of eight answered otherwise, an eighth each.
        Assert.Equal(Math.Sqrt(2) / 8, decision.Start.StandardError, precision: 12);
    }

    [Fact]
    public void Choose_starts_at_the_prior_that_the_probabilities_suppose() =>
        Assert.Equal((0.25, 0.5), (DecisionThreshold.Choose(Rare), DecisionThreshold.Choose(Rare, prior: 0.5)));

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

    // Answered without a mistake at a quarter and at a half.
    private static Probabilities Rare => Of((0.1f, 0), (0.2f, 0), (0.15f, 0), (0.8f, 1));

    private static bool HasBothClasses((float P, int Label)[] answers) => answers.DistinctBy(answer => answer.Label).Count() == 2;

    private static Probabilities Of(params (float P, int Label)[] answers) =>
        new(2, [.. answers.SelectMany(answer => new[] { 1 - answer.P, answer.P })], [.. answers.Select(answer => answer.Label)]);
}
