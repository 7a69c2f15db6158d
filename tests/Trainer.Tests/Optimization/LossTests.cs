using PhotoScore.Trainer.Optimization;
using TorchSharp;

namespace PhotoScore.Trainer.Tests.Optimization;

/// <summary>Expected values: PyTorch 1.13's functional losses where it has the loss, otherwise the formula by hand.</summary>
public sealed class LossTests
{
    private static readonly float[,] One = { { 0.8f }, { -1.2f }, { 2.5f } };
    private static readonly long[] OneLabels = [1, 1, 0];
    private static readonly float[,] Three = { { 0.8f, -0.3f, 0.1f }, { -1.2f, 0.5f, 2f }, { 0, 1, -1 } };
    private static readonly long[] ThreeLabels = [0, 1, 2];

    [Theory]
    [InlineData(0, 1.4710909)]
    [InlineData(0.1, 1.4227576)]
    public void CrossEntropy_of_one_logit_is_that_of_pytorch(double smoothing, double expected) =>
        Assert.Equal(expected, Mean(new("crossEntropy", LabelSmoothing: smoothing), One, OneLabels), 1e-6);

    [Theory]
    [InlineData(0, 1.5819402)]
    [InlineData(0.1, 1.5708290)]
    public void CrossEntropy_of_a_logit_a_class_is_that_of_pytorch(double smoothing, double expected) =>
        Assert.Equal(expected, Mean(new("crossEntropy", LabelSmoothing: smoothing), Three, ThreeLabels), 1e-6);

    [Fact]
    public void BalancedCrossEntropy_weighs_rare_classes_up()
    {
        // 25 and 5 photos: weights 30 / (2 * 25) = 0.6 and 30 / (2 * 5) = 3, as PyTorch computes with them.
        Assert.Equal(2.3501608, Mean(new("balancedCrossEntropy"), One, OneLabels, 25, 5), 1e-6);
        // 14, 7 and 3.5 photos would weigh 0.5833, 1.1667 and 2.3333; PyTorch's value for 0.5, 1 and 2, times 7 / 6.
        Assert.Equal(2.2838058 * 7 / 6, Mean(new("balancedCrossEntropy"), Three, ThreeLabels, 28, 14, 7), 1e-6);
        Assert.Equal(2.2160959 * 7 / 6, Mean(new("balancedCrossEntropy", LabelSmoothing: 0.1), Three, ThreeLabels, 28, 14, 7), 1e-6);
    }

    [Fact]
    public void MeanSquaredError_is_that_of_the_probabilities()
    {
        static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
        var expected = (Math.Pow(Sigmoid(0.8) - 1, 2) + Math.Pow(Sigmoid(-1.2) - 1, 2) + Math.Pow(Sigmoid(2.5), 2)) / 3;

        Assert.Equal(expected, Mean(new("meanSquaredError"), One, OneLabels), 1e-6);
    }

    [Fact]
    public void MeanSquaredError_of_a_logit_a_class_is_the_mean_over_classes()
    {
        // Equal logits: every class has a third, so (1 - 1/3)^2 + 2 * (1/3)^2 = 2/3, over three classes.
        Assert.Equal(2.0 / 9, Mean(new("meanSquaredError"), new float[,] { { 1, 1, 1 } }, [2]), 1e-6);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(0.5)]
    public void Focal_is_the_formula_of_its_paper(double gamma)
    {
        double[] right = [1 / (1 + Math.Exp(-0.8)), 1 / (1 + Math.Exp(1.2)), 1 / (1 + Math.Exp(2.5))];
        var expected = right.Average(p => -Math.Pow(1 - p, gamma) * Math.Log(p));

        Assert.Equal(expected, Mean(new("focal", FocalGamma: gamma), One, OneLabels), 1e-6);
    }

    [Fact]
    public void Focal_with_gamma_zero_is_the_cross_entropy() =>
        Assert.Equal(1.5819402, Mean(new("focal", FocalGamma: 0), Three, ThreeLabels), 1e-6);

    [Fact]
    public void PairwiseLogistic_is_the_mean_over_pairs_that_differ()
    {
        // Photos 0 and 1 rank above photo 2: softplus(2.5 - 0.8) and softplus(2.5 + 1.2).
        var expected = (Math.Log(1 + Math.Exp(1.7)) + Math.Log(1 + Math.Exp(3.7))) / 2;

        Assert.Equal(expected, Mean(new("pairwiseLogistic"), One, OneLabels), 1e-6);
        Assert.Equal(0, Mean(new("pairwiseLogistic"), One, [1, 1, 1]));
    }

    [Fact]
    public void MeanOfPairs_falls_with_the_distance_of_the_scores()
    {
        using var scope = torch.NewDisposeScope();

        var loss = PairwiseLogistic.MeanOfPairs(torch.tensor([1f, 0f]), torch.tensor([0f, 0f])).item<float>();

        Assert.Equal((Math.Log(1 + Math.Exp(-1)) + Math.Log(2)) / 2, loss, 1e-6);
    }

    [Fact]
    public void PairwiseLogistic_more_than_two_classes_says_what_to_choose() => Assert.Contains(
        "crossEntropy", Assert.Throws<InvalidOperationException>(() => new Loss(new("pairwiseLogistic"), [1, 1, 1])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("crossEntropy")]
    [InlineData("balancedCrossEntropy")]
    [InlineData("meanSquaredError")]
    [InlineData("focal")]
    [InlineData("pairwiseLogistic")]
    public void Sum_extreme_logits_have_finite_losses_and_gradients(string name)
    {
        using var scope = torch.NewDisposeScope();
        using var loss = new Loss(new(name, FocalGamma: 0.5), [3, 2]);
        var logits = torch.tensor(new float[,] { { 1e4f }, { -1e4f }, { 1e4f }, { -1e4f } }, requires_grad: true);

        var sum = loss.Sum(logits, loss.Targets(torch.tensor([1L, 0, 0, 1])));
        sum.backward();

        Assert.True(float.IsFinite(sum.item<float>()));
        Assert.True(logits.grad!.isfinite().all().item<bool>());
    }

    private static double Mean(LossPlan plan, float[,] logits, long[] labels, params int[] counts)
    {
        using var scope = torch.NewDisposeScope();
        int[] equal = logits.GetLength(1) == 1 ? [1, 1] : [1, 1, 1];
        using var loss = new Loss(plan, counts is [] ? equal : counts);
        return loss.Sum(torch.tensor(logits), loss.Targets(torch.tensor(labels))).item<float>() / labels.Length;
    }
}
