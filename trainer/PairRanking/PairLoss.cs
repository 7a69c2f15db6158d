using PhotoScore.Trainer.Evaluation;
using PhotoScore.Trainer.Optimization;
using TorchSharp;

namespace PhotoScore.Trainer.PairRanking;

/// <summary>The pairwise logistic loss of photos that come in pairs, the better one first.</summary>
internal sealed class PairLoss : ILoss
{
    public int Together => 2;

    // The order of photos says it all; labels only say which side of the cut each is on.
    public torch.Tensor Targets(torch.Tensor labels) => labels.unsqueeze(1).to(torch.float32);

    public torch.Tensor Sum(torch.Tensor logits, torch.Tensor targets)
    {
        using var scope = torch.NewDisposeScope();
        var pairs = logits.reshape(-1, 2);
        return (PairwiseLogistic.MeanOfPairs(pairs.select(1, 0), pairs.select(1, 1)) * logits.shape[0]).MoveToOuterDisposeScope();
    }

    /// <summary>Counts the better photo as one of class 1 and the worse one as one of class 0: both right where the better has the higher score.</summary>
    public void Count(torch.Tensor logits, ReadOnlySpan<long> labels, ConfusionCounts counts)
    {
        var scores = logits.data<float>().ToArray();
        for (var photo = 0; photo < labels.Length; photo += 2)
        {
            double difference = scores[photo] - scores[photo + 1];
            var loss = Math.Max(-difference, 0) + Math.Log(1 + Math.Exp(-Math.Abs(difference)));
            counts.Add(1, difference > 0 ? 1 : 0, loss);
            counts.Add(0, difference > 0 ? 0 : 1, loss);
        }
    }

    public void Dispose()
    {
    }
}
