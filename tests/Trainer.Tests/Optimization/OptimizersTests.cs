using PhotoScore.Trainer.Optimization;
using TorchSharp;
using TorchSharp.Modules;

namespace PhotoScore.Trainer.Tests.Optimization;

/// <summary>Expected values: three steps of PyTorch 1.13's optimizers at rate 0.01, epsilon 1e-7, alpha 0.9, on the same gradients, with the decay on the matrix alone.</summary>
public sealed class OptimizersTests
{
    private static readonly float[][] WeightGradients = [[0.3f, -0.1f, 0.02f, 1.5f], [-0.2f, 0.4f, 0.05f, -0.6f], [0.1f, 0.1f, -0.3f, 0.2f]];
    private static readonly float[][] BiasGradients = [[0.5f, -0.7f], [0.25f, 0.1f], [-0.4f, 0.3f]];

    [Theory]
    [InlineData("adam", 0, false, 0, new[] { 0.4857697, -1.251305, 1.985608, 0.7331071, 0.07853946, -0.1829464 })]
    [InlineData("adam", 0, false, 0.1, new[] { 0.4821676, -1.242288, 1.974464, 0.7319151, 0.07853946, -0.1829464 })]
    [InlineData("adamw", 0, false, 0.1, new[] { 0.4842927, -1.247573, 1.979643, 0.7308829, 0.07853946, -0.1829464 })]
    [InlineData("rmsprop", 0, false, 0, new[] { 0.4773882, -1.257001, 1.969992, 0.726386, 0.07318016, -0.1865578 })]
    [InlineData("rmsprop", 0.5, false, 0, new[] { 0.4627621, -1.248669, 1.931493, 0.7088118, 0.042091, -0.1651951 })]
    [InlineData("rmsprop", 0.5, false, 0.1, new[] { 0.4522202, -1.230132, 1.91887, 0.7048528, 0.042091, -0.1651951 })]
    [InlineData("sgd", 0, false, 0, new[] { 0.498, -1.254, 2.0023, 0.739, 0.0965, -0.197 })]
    [InlineData("sgd", 0.5, false, 0, new[] { 0.49675, -1.25525, 2.0019, 0.73075, 0.0915, -0.19225 })]
    [InlineData("sgd", 0.5, true, 0, new[] { 0.496375, -1.256625, 2.00325, 0.729375, 0.09225, -0.193125 })]
    [InlineData("sgd", 0.5, true, 0.1, new[] { 0.4938275, -1.250224, 1.993017, 0.7256021, 0.09225, -0.193125 })]
    public void Step_three_times_gives_the_numbers_of_pytorch(string name, double momentum, bool nesterov, double decay, double[] expected)
    {
        using var scope = torch.NewDisposeScope();
        var weight = new Parameter(torch.tensor(new float[,] { { 0.5f, -1.25f }, { 2, 0.75f } }));
        var bias = new Parameter(torch.tensor([0.1f, -0.2f]));
        using var optimizer = Optimizers.Create(new OptimizerPlan(name, momentum, nesterov, decay), [weight, bias], learningRate: 1);

        foreach (var (weightGradient, biasGradient) in WeightGradients.Zip(BiasGradients))
        {
            (weight.grad, bias.grad) = (torch.tensor(weightGradient, [2, 2]), torch.tensor(biasGradient));
            Optimizers.SetLearningRate(optimizer, 0.01);
            optimizer.step();
        }

        var actual = weight.data<float>().Concat(bias.data<float>()).ToArray();
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 2e-6);
    }

    [Fact]
    public void Create_unknown_name_says_which_are_known() => Assert.Contains(
        "adam, adamw, rmsprop, sgd",
        Assert.Throws<ArgumentException>(() => Optimizers.Create(new OptimizerPlan("magic"), [], 1)).Message,
        StringComparison.Ordinal);
}
