using CsCheck;
using PhotoScore.Core.Evaluation;
using PhotoScore.Core.Models;

namespace PhotoScore.Core.Tests.Evaluation;

/// <summary>Expected numbers are those of scikit-learn 1.2.1 on the same answers, or by hand where it says so.</summary>
public sealed class MetricEstimatesTests
{
    private static readonly AnsweredPhotos Binary = Some.Binary(
        (0.9f, 1), (0.1f, 0), (0.8f, 1), (0.35f, 1), (0.4f, 0), (0.35f, 0), (0.65f, 1), (0.7f, 0), (0.2f, 0), (0.55f, 1), (0.05f, 0), (0.35f, 1));

    private static readonly AnsweredPhotos Three = new(
        3,
        [0, 1, 2, 0, 1, 2, 0, 2, 1, 0],
        [0, 1, 2, 1, 1, 0, 0, 2, 2, 0],
        [
            0.7f, 0.2f, 0.1f, 0.1f, 0.6f, 0.3f, 0.2f, 0.2f, 0.6f, 0.4f, 0.5f, 0.1f, 0.3f, 0.4f, 0.3f,
            0.5f, 0.2f, 0.3f, 0.8f, 0.1f, 0.1f, 0.1f, 0.1f, 0.8f, 0.2f, 0.3f, 0.5f, 0.6f, 0.3f, 0.1f,
        ],
        [.. Enumerable.Range(0, 10)]);

    [Fact]
    public void Of_two_classes_equals_another_library()
    {
        var metrics = MetricEstimates.Of(Binary, seed: 1);

        Equal((0.75, 0.75), (metrics.Accuracy, metrics.BalancedAccuracy));
        Equal((0.7571428571, 0.75, 0.7482517483), (metrics.Precision, metrics.Recall, metrics.F1));
        Equal((0.8055555556, 0.8138888889), (metrics.RocAuc!, metrics.AveragePrecision!));
        Equal((0.4985122449, 0.1704166667), (metrics.LogLoss, metrics.Brier));
        Equal((0.7142857143, 0.8333333333, 0.7692307692), (metrics.Classes[0].Precision, metrics.Classes[0].Recall, metrics.Classes[0].F1));
        Equal((0.8, 0.6666666667, 0.7272727273), (metrics.Classes[1].Precision, metrics.Classes[1].Recall, metrics.Classes[1].F1));
        Equal((0.8055555556, 0.8301587302), (metrics.Classes[0].RocAuc!, metrics.Classes[0].AveragePrecision!));
        Assert.Equal([[5, 1], [2, 4]], metrics.ConfusionMatrix);
        Assert.Equal((12, 12, 6, 5), (metrics.Photos, metrics.Groups, metrics.Classes[1].Photos, metrics.Classes[1].Answered));
    }

    [Fact]
    public void Of_three_classes_equals_another_library()
    {
        var metrics = MetricEstimates.Of(Three, seed: 1);

        Equal((0.7, 0.6944444444), (metrics.Accuracy, metrics.BalancedAccuracy));
        Equal((0.6944444444, 0.6944444444, 0.6944444444), (metrics.Precision, metrics.Recall, metrics.F1));
        Equal((0.9146825397, 0.8462962963), (metrics.RocAuc!, metrics.AveragePrecision!));
        Equal((0.6575965990, 0.374), (metrics.LogLoss, metrics.Brier));
        Equal((0.9583333333, 0.95), (metrics.Classes[0].RocAuc!, metrics.Classes[0].AveragePrecision!));
        Equal((0.8809523810, 0.7555555556), (metrics.Classes[1].RocAuc!, metrics.Classes[1].AveragePrecision!));
    }

    [Fact]
    public void Of_calibration_error_by_hand()
    {
        // Confidences 0.9 and 0.9 (both right), 0.6 (right) and 0.6 (wrong): |1.8 - 2| + |1.2 - 1| over 4 photos.
        var metrics = MetricEstimates.Of(Some.Binary((0.9f, 1), (0.1f, 0), (0.6f, 1), (0.4f, 1)), seed: 1);

        Assert.Equal(0.1, metrics.ExpectedCalibrationError.Value, precision: 6);
    }

    [Fact]
    public void Of_answers_that_are_right_as_often_as_they_say_have_no_calibration_error()
    {
        var metrics = MetricEstimates.Of(Some.Binary((0.75f, 1), (0.75f, 1), (0.75f, 1), (0.75f, 0), (0.5f, 1), (0.5f, 0)), seed: 1);

        Assert.Equal(0, metrics.ExpectedCalibrationError.Value, precision: 9);
    }

    [Fact]
    public void Of_one_class_alone_has_no_area()
    {
        var metrics = MetricEstimates.Of(Some.Binary((0.9f, 1), (0.1f, 1)), seed: 1);

        Assert.Null(metrics.RocAuc);
        Assert.Equal((0.5, 0.5), (metrics.Accuracy.Value, metrics.BalancedAccuracy.Value));
    }

    [Fact]
    public void Of_intervals_hold_their_values() => Some.Answers.Where(Some.HasBothClasses).Sample(
        answers =>
        {
            var metrics = MetricEstimates.Of(Some.Binary(answers), seed: 1);

            Estimate[] all = [metrics.Accuracy, metrics.BalancedAccuracy, metrics.Precision, metrics.F1, metrics.RocAuc!, metrics.LogLoss, metrics.Brier, metrics.ExpectedCalibrationError];
            Assert.All(all, estimate => Assert.InRange(estimate.Value, estimate.Low, estimate.High));
        },
        iter: 20);

    [Fact]
    public void Of_area_does_not_change_under_a_rising_map() => Some.Answers.Where(Some.HasBothClasses).Sample(
        answers =>
        {
            var mapped = answers.Select(answer => (answer.P * answer.P * answer.P, answer.Label, answer.Group)).ToArray();

            var (before, after) = (MetricEstimates.Of(Some.Binary(answers), seed: 1), MetricEstimates.Of(Some.Binary(mapped), seed: 1));

            Assert.Equal(before.RocAuc!.Value, after.RocAuc!.Value, precision: 12);
            Assert.Equal(before.AveragePrecision!.Value, after.AveragePrecision!.Value, precision: 12);
        },
        iter: 20);

    [Fact]
    public void Of_area_is_the_share_of_pairs_in_the_right_order() => Some.Answers.Where(Some.HasBothClasses).Sample(
        answers =>
        {
            var pairs = from a in answers where a.Label == 1 from b in answers where b.Label == 0 select a.P > b.P ? 1.0 : a.P == b.P ? 0.5 : 0;

            Assert.Equal(pairs.Average(), MetricEstimates.Of(Some.Binary(answers), seed: 1).RocAuc!.Value, precision: 9);
        },
        iter: 20);

    [Fact]
    public void Of_photos_alone_has_the_normal_approximation_as_its_interval()
    {
        // Accuracy 0.8 of 500: the standard error of a share.
        var photos = Some.Binary([.. Enumerable.Range(0, 500).Select(i => (i % 5 == 0 ? 0.1f : 0.9f, 1))]);

        var accuracy = MetricEstimates.Of(photos, seed: 1).Accuracy;

        var error = 1.96 * Math.Sqrt(0.8 * 0.2 / 500);
        Assert.Equal(0.8 - error, accuracy.Low, tolerance: 0.004);
        Assert.Equal(0.8 + error, accuracy.High, tolerance: 0.004);
    }

    [Fact]
    public void Of_photos_that_come_in_tens_widens_the_interval_by_the_root_of_ten()
    {
        // All ten photos of a group are right or wrong together: 50 independent groups.
        var photos = Some.Binary([.. Enumerable.Range(0, 500).Select(i => (i / 10 % 5 == 0 ? 0.1f : 0.9f, 1, i / 10))]);

        var accuracy = MetricEstimates.Of(photos, seed: 1).Accuracy;

        var error = 1.96 * Math.Sqrt(0.8 * 0.2 / 50);
        Assert.Equal(0.8 - error, accuracy.Low, tolerance: 0.015);
        Assert.Equal(0.8 + error, accuracy.High, tolerance: 0.015);
    }

    [Fact]
    public void Of_the_same_seed_gives_the_same_intervals() =>
        Assert.Equal(MetricEstimates.Of(Binary, seed: 5).F1, MetricEstimates.Of(Binary, seed: 5).F1);

    private static void Equal((double, double) expected, (Estimate, Estimate) found)
    {
        Assert.Equal(expected.Item1, found.Item1.Value, precision: 6);
        Assert.Equal(expected.Item2, found.Item2.Value, precision: 6);
    }

    private static void Equal((double, double, double) expected, (Estimate, Estimate, Estimate) found)
    {
        Equal((expected.Item1, expected.Item2), (found.Item1, found.Item2));
        Assert.Equal(expected.Item3, found.Item3.Value, precision: 6);
    }
}
