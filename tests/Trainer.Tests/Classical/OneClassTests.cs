using PhotoScore.Core.Training;
using PhotoScore.Trainer.Classical.Heads;
using PhotoScore.Trainer.Classical.OneClass;
using PhotoScore.Trainer.Features;

namespace PhotoScore.Trainer.Tests.Classical;

public sealed class OneClassTests
{
    private const double Gamma = 0.25;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // OneClassSVM(nu, gamma=0.25, tol=1e-9).decision_function of the first five rows, and -intercept_.
    [Theory]
    [InlineData(0.1, 1.38749192, new[] { 0.07687465, 0.42689374, 0.36578820, 0, 0 })]
    [InlineData(0.5, 8.25420819, new[] { 0.50180143, 1.55140307, 1.11182185, -0.67647405, -1.07513183 })]
    public void Solve_decides_as_another_library(double nu, double rho, double[] decisions)
    {
        var (alpha, found) = new OneClassSolver(SomeFeatures.Rows, Kernel).Solve(nu, Cancellation);

        Assert.Equal(rho, found, 1e-3);
        Assert.All(decisions.Index(), expected => Assert.Equal(expected.Item, Value(alpha, found, expected.Index), 1e-3));
    }

    // The conditions of Karush, Kuhn and Tucker: inside the margin only multipliers of 1, outside it only 0.
    [Fact]
    public void Solve_keeps_the_conditions_of_a_minimum()
    {
        var (alpha, rho) = new OneClassSolver(SomeFeatures.Rows, Kernel).Solve(0.3, Cancellation);

        Assert.Equal(0.3 * SomeFeatures.Rows, alpha.Sum(), 1e-9);
        Assert.All(alpha.Index(), one =>
        {
            var value = Value(alpha, rho, one.Index);
            Assert.InRange(one.Item, 0, 1);
            if (value > 1e-3)
                Assert.Equal(0, one.Item);
            if (value < -1e-3)
                Assert.Equal(1, one.Item);
        });
    }

    [Theory]
    [InlineData("isolationForest", null)]
    [InlineData("oneClassSvm", "rbf")]
    [InlineData("nearestNeighbours", null)]
    public void Learners_find_what_lies_apart(string kind, string? kernel)
    {
        INoveltyLearner learner = kind switch
        {
            "isolationForest" => new IsolationForest(100, seed: 1),
            "oneClassSvm" => new OneClassSvm(kernel == "linear", 0.1, null),
            _ => new NearestNeighbours(5, seed: 1),
        };
        var model = learner.Fit(Cloud(200, 0), Cancellation);

        var (ordinary, apart) = (Cloud(50, 0, seed: 2), Cloud(50, 4, seed: 3));

        var lowest = Enumerable.Range(0, 50).Select(row => model.Score(ordinary[row])).Order().ElementAt(5);
        Assert.All(Enumerable.Range(0, 50), row => Assert.True(model.Score(apart[row]) < lowest));
    }

    [Fact]
    public void Fit_of_a_linear_kernel_finds_what_lies_on_the_other_side_of_the_origin()
    {
        var model = new OneClassSvm(linear: true, 0.1, null).Fit(Cloud(200, 3), Cancellation);

        Assert.True(model.Score(Cloud(1, 3, seed: 2)[0]) > model.Score(Cloud(1, -3, seed: 2)[0]));
    }

    [Fact]
    public void Fit_lets_about_the_quantile_of_new_photos_of_the_class_out()
    {
        var settings = new ClassifierSettings { Kind = "nearestNeighbours", Quantile = 0.1 };
        var features = Cloud(400, 0);

        var head = new OneClassHead(settings, seed: 1).Fit(features, [.. Enumerable.Range(0, 400)], isSecond: true, _ => { }, Cancellation);

        var model = new NearestNeighbours(5, seed: 1).Fit(features, Cancellation);
        var (weight, bias) = (head.Tensors["logits.weight"][0], head.Tensors["logits.bias"][0]);
        var fresh = Cloud(1000, 0, seed: 9);
        var outside = Enumerable.Range(0, 1000).Count(row => (weight * -model.Score(fresh[row]) * fresh.Columns) + bias < 0);
        Assert.InRange(outside / 1000.0, 0.05, 0.15);
    }

    [Fact]
    public void Fit_of_too_few_photos_says_so() => Assert.Throws<InvalidOperationException>(
        () => new OneClassHead(new ClassifierSettings { Kind = "nearestNeighbours" }, 1).Fit(Cloud(9, 0), [.. Enumerable.Range(0, 9)], true, _ => { }, Cancellation));

    private static float[] Kernel(int row) =>
        [.. Enumerable.Range(0, SomeFeatures.Rows).Select(other => (float)Math.Exp(-Gamma * Vectors.SquaredDistance(SomeFeatures.Matrix[row], SomeFeatures.Matrix[other])))];

    private static double Value(double[] alpha, double rho, int row) => Kernel(row).Zip(alpha, (kernel, a) => kernel * a).Sum() - rho;

    // Normal numbers around a centre, by Box and Muller.
    private static FeatureMatrix Cloud(int rows, double centre, int seed = 1)
    {
        var random = new Random(seed);
        return new([.. Enumerable.Range(0, rows * 6).Select(_ => (float)(centre + (Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))))], 6);
    }
}
