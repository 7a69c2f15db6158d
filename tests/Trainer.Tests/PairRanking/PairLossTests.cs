using PhotoScore.Trainer.Evaluation;
using PhotoScore.Trainer.PairRanking;
using TorchSharp;

namespace PhotoScore.Trainer.Tests.PairRanking;

public sealed class PairLossTests
{
    private static readonly float[] Scores = [2, 0.5f, -1, 1];

    // Pairs (2, 0.5) and (-1, 1): log(1 + e^-1.5) and log(1 + e^2), each for two photos.
    private static readonly double Expected = 2 * (Math.Log(1 + Math.Exp(-1.5)) + Math.Log(1 + Math.Exp(2)));

    [Fact]
    public void Sum_is_the_pairs_loss_for_each_of_their_photos()
    {
        using var scope = torch.NewDisposeScope();
        using var loss = new PairLoss();
        var logits = torch.tensor(Scores, [4, 1]);

        Assert.Equal(Expected, loss.Sum(logits, loss.Targets(torch.zeros(4, torch.int64))).item<float>(), tolerance: 1e-5);
    }

    [Fact]
    public void Sum_of_parts_is_the_sum_of_the_whole()
    {
        using var scope = torch.NewDisposeScope();
        using var loss = new PairLoss();
        var (logits, targets) = (torch.tensor(Scores, [4, 1]), torch.zeros(4, 1));

        var parts = loss.Sum(logits.narrow(0, 0, 2), targets.narrow(0, 0, 2)) + loss.Sum(logits.narrow(0, 2, 2), targets.narrow(0, 2, 2));

        Assert.Equal(Expected, parts.item<float>(), tolerance: 1e-5);
    }

    [Fact]
    public void Count_takes_both_photos_of_a_pair_for_right_or_wrong()
    {
        using var logits = torch.tensor(Scores, [4, 1]);
        using var loss = new PairLoss();
        var counts = new ConfusionCounts(2);

        loss.Count(logits, [0, 0, 0, 0], counts);

        Assert.Equal(4, counts.Photos);
        Assert.Equal((0.5, 0.5), (counts.Accuracy, counts.BalancedAccuracy));
        Assert.Equal(Expected, counts.LossSum, tolerance: 1e-5);
    }
}
