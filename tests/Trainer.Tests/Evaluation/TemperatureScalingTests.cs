using CsCheck;
using PhotoScore.Trainer.Evaluation;

namespace PhotoScore.Trainer.Tests.Evaluation;

/// <summary>Expected temperatures are those that SciPy's bounded minimizer finds for the same loss.</summary>
public sealed class TemperatureScalingTests
{
    [Fact]
    public void Fit_two_classes_equals_another_minimizer()
    {
        float[] logits = [3.0f, -2.0f, 4.0f, -1.0f, 2.5f, -3.5f, 1.5f, -0.5f, -2.5f, 3.5f];

        Assert.Equal(3.76079, TemperatureScaling.Fit(logits, 2, [1, 0, 1, 1, 0, 0, 1, 0, 1, 1])!.Value, tolerance: 1e-4);
    }

    [Fact]
    public void Fit_three_classes_equals_another_minimizer()
    {
        float[] logits = [2, 1, 0, 0, 3, 1, 1, 0, 2, 3, 0, 0, 0, 1, 2, 1, 2, 0];

        Assert.Equal(2.16643, TemperatureScaling.Fit(logits, 3, [0, 1, 2, 1, 2, 1])!.Value, tolerance: 1e-4);
    }

    [Fact]
    public void Fit_answers_without_a_mistake_does_not_ask_for_certainty() =>
        Assert.Equal(5.03650, TemperatureScaling.Fit([5, -5, 6, -6], 2, [1, 0, 1, 0])!.Value, tolerance: 1e-4);

    [Fact]
    public void Fit_a_class_is_absent_gives_none() => Assert.Null(TemperatureScaling.Fit([5, -5], 2, [1, 1]));

    [Fact]
    public void Fit_logits_that_are_times_as_large_gives_times_the_temperature() =>
        Gen.Select(Gen.Float[-3, 3].Array[12], Gen.Float[0.5f, 3]).Sample(
            (logits, times) =>
            {
                int[] labels = [.. logits.Select((logit, i) => i < 2 ? i : (logit > 0 ? 1 : 0) ^ (i % 5 == 0 ? 1 : 0))];
                var before = TemperatureScaling.Fit(logits, 2, labels)!.Value;

                var after = TemperatureScaling.Fit([.. logits.Select(logit => logit * times)], 2, labels)!.Value;

                // Both ends of the range are where it is cut off.
                if (before is > 0.05 and < 20)
                    Assert.Equal(before * times, after, tolerance: 0.001 * after);
            },
            iter: 50);

    [Fact]
    public void At_is_the_sigmoid_of_the_divided_logit()
    {
        var answers = TemperatureScaling.At(2, [3, -1], 2, [1, 0]);

        Assert.Equal(1 / (1 + Math.Exp(-1.5)), answers[0][1], tolerance: 1e-6);
        Assert.Equal(1 / (1 + Math.Exp(0.5)), answers[1][1], tolerance: 1e-6);
    }
}
