using PhotoScore.Trainer.Classical;
using PhotoScore.Trainer.Classical.Linear;
using PhotoScore.Trainer.Features;

namespace PhotoScore.Trainer.Tests.Classical;

public sealed class LinearTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // LogisticRegression(C, solver="newton-cg", tol=1e-12, multi_class="multinomial" for three classes)
    [Theory]
    [InlineData(2, 0.1, new[] { 0.50965733, -0.27728219, -0.28981980, 0.56500862 }, new[] { -0.92133613 })]
    [InlineData(2, 10, new[] { 1.41860897, -0.90511250, -0.76151342, 1.69776377 }, new[] { -1.62099843 })]
    [InlineData(3, 0.1, new[] { 0.42431329, -0.22741228, -0.22908541, 0.44581245, -0.23972109, 0.45626595, -0.25913212, -0.19990182, -0.18459221, -0.22885368, 0.48821752, -0.24591063 }, new[] { -0.14080034, 0.08995352, 0.05084682 })]
    [InlineData(3, 10, new[] { 1.09067407, -0.57831550, -0.50878767, 1.04114010, -0.63709875, 1.11902095, -0.65701313, -0.33272601, -0.45357532, -0.54070545, 1.16580080, -0.70841408 }, new[] { -0.41238020, 0.22120637, 0.19117382 })]
    public void LogisticRegression_finds_the_weights_of_another_library(int classes, double c, double[] weights, double[] bias)
    {
        var model = new LogisticRegression(1e-10).Path(SomeFeatures.Problem(classes), [c], Cancellation).Single();

        AssertClose(weights, model.Weights.SelectMany(row => row), 1e-5);
        AssertClose(bias, model.Bias, 1e-5);
    }

    [Fact]
    public void LogisticRegression_begun_at_another_C_ends_at_the_same_weights()
    {
        var alone = new LogisticRegression(1e-10).Path(SomeFeatures.Problem(3), [10.0], Cancellation).Single();
        var after = new LogisticRegression(1e-10).Path(SomeFeatures.Problem(3), [1e-4, 1e3, 10.0], Cancellation).Last();

        AssertClose(alone.Weights.SelectMany(row => row), after.Weights.SelectMany(row => row), 1e-5);
    }

    // LinearSVC(C, loss="squared_hinge", tol=1e-10)
    [Theory]
    [InlineData(0.1, new[] { 0.37685564, -0.24825487, -0.25692223, 0.43033420 }, -0.40436756)]
    [InlineData(10, new[] { 0.49109388, -0.34192491, -0.28950218, 0.61077665 }, -0.54020261)]
    public void LinearSvm_finds_the_weights_of_another_library(double c, double[] weights, double bias)
    {
        var model = new LinearSvm(seed: 5).Path(SomeFeatures.Problem(2), [c], Cancellation).Single();

        AssertClose(weights, model.Weights[0], 1e-3);
        AssertClose([bias], model.Bias, 1e-3);
    }

    // At the minimum of ½|w|² + ½b² + C Σ max(0, 1 - y(w·x + b))² the gradient is zero.
    [Theory]
    [InlineData(1e-6)]
    [InlineData(1e-2)]
    [InlineData(1)]
    public void LinearSvm_ends_where_the_gradient_of_its_objective_is_zero(double c)
    {
        var problem = SomeFeatures.Problem(2);

        var model = new LinearSvm(seed: 1).Path(problem, [c], Cancellation).Single();

        double[] gradient = [.. model.Weights[0], model.Bias[0]];
        for (var row = 0; row < SomeFeatures.Rows; row++)
        {
            var y = problem.Labels[row] == 1 ? 1 : -1;
            var slack = Math.Max(0, 1 - (y * model.Value(0, problem.Features[row])));
            for (var j = 0; j < 4; j++)
                gradient[j] -= 2 * c * slack * y * problem.Features[row][j];
            gradient[4] -= 2 * c * slack * y;
        }

        Assert.All(gradient, slope => Assert.InRange(Math.Abs(slope), 0, 2e-2 * c));
    }

    [Fact]
    public void Learners_give_the_same_weights_whatever_the_order_of_rows()
    {
        var problem = SomeFeatures.Problem(2);
        var turned = problem.Take([.. Enumerable.Range(0, SomeFeatures.Rows).Reverse()]);

        foreach (var learner in (ILinearLearner[])[new LogisticRegression(1e-10), new LinearSvm(1)])
        {
            var (straight, reversed) = (learner.Path(problem, [1.0], Cancellation).Single(), learner.Path(turned, [1.0], Cancellation).Single());
            AssertClose(straight.Weights[0], reversed.Weights[0], 1e-3);
        }
    }

    [Fact]
    public void Unstandardized_answers_to_raw_features_as_the_model_does_to_standardised_ones()
    {
        var standardization = Standardization.Of(SomeFeatures.Matrix);
        var scaled = standardization.Apply(SomeFeatures.Matrix);
        var model = new LinearModel([[1, -2, 3, 0.5]], [0.25]);

        var raw = model.Unstandardized(standardization);

        for (var row = 0; row < SomeFeatures.Rows; row++)
            Assert.Equal(model.Value(0, scaled[row]), raw.Value(0, SomeFeatures.Matrix[row]), 1e-5);
    }

    // sklearn.calibration._sigmoid_calibration, whose signs are the other way round.
    [Fact]
    public void Platt_finds_the_scale_of_another_library()
    {
        double[] values = [.. Enumerable.Range(0, SomeFeatures.Rows).Select(row => (SomeFeatures.Matrix[row][0] * 2) - 0.3)];

        var (factor, offset) = Platt.Fit(values, [.. SomeFeatures.Labels(2).Select(label => label == 1)]);

        AssertClose([0.714369818, -1.093184075], [factor, offset], 1e-5);
    }

    [Fact]
    public void Platt_of_values_that_part_the_classes_stays_finite()
    {
        var (factor, offset) = Platt.Fit([-2, -1, 1, 2], [false, false, true, true]);

        Assert.InRange(factor, 0.1, 100);
        Assert.Equal(0, offset, 1e-6);
    }

    [Fact]
    public void Measure_leaves_out_whole_groups_and_is_the_same_again()
    {
        var data = new LabelledFeatures(SomeFeatures.Matrix, SomeFeatures.Labels(2), [.. Enumerable.Range(0, SomeFeatures.Rows).Select(i => i / 2)], 2, [1, 1]);
        var fold = GroupedFolds.Assign(data.Labels, data.Groups, 5, seed: 1);

        var measured = CrossValidation.Measure(new LinearSvm(1), FeatureScaling.Standard, data, fold, CrossValidation.Grid, Cancellation);

        Assert.All(Enumerable.Range(0, SomeFeatures.Rows / 2), pair => Assert.Equal(fold[2 * pair], fold[(2 * pair) + 1]));
        Assert.Equal(measured.Select(one => one.LogLoss), CrossValidation.Measure(new LinearSvm(1), FeatureScaling.Standard, data, fold, CrossValidation.Grid, Cancellation).Select(one => one.LogLoss));
        // Always saying one third would lose 0.6365.
        Assert.InRange(measured.Min(one => one.LogLoss), 0.1, 0.62);
    }

    private static void AssertClose(IEnumerable<double> expected, IEnumerable<double> found, double tolerance) =>
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, tolerance));
}
