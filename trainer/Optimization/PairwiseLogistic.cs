using TorchSharp;
using static TorchSharp.torch.nn;

namespace PhotoScore.Trainer.Optimization;

/// <summary>The loss of RankNet (Burges et al. 2005): log(1 + e^-(better - worse)), where the better photo should have the higher score.</summary>
internal static class PairwiseLogistic
{
    /// <summary>What requests call it.</summary>
    public const string Name = "pairwiseLogistic";

    /// <summary>The mean over all pairs of a batch of which one photo ranks higher; 0 where there is no such pair.</summary>
    /// <param name="scores">float [N].</param>
    /// <param name="ranks">float [N]; higher is better.</param>
    public static torch.Tensor Mean(torch.Tensor scores, torch.Tensor ranks)
    {
        using var scope = torch.NewDisposeScope();
        var pairs = ranks.unsqueeze(1).gt(ranks.unsqueeze(0)).to(torch.float32);
        var losses = functional.softplus(scores.unsqueeze(0) - scores.unsqueeze(1));
        return ((losses * pairs).sum() / pairs.sum().clamp_min(1)).MoveToOuterDisposeScope();
    }

    /// <summary>The mean over pairs that somebody else chose.</summary>
    /// <param name="better">float [N]: scores of the photos that rank higher.</param>
    /// <param name="worse">float [N]: scores of their partners.</param>
    public static torch.Tensor MeanOfPairs(torch.Tensor better, torch.Tensor worse)
    {
        using var scope = torch.NewDisposeScope();
        return functional.softplus(worse - better).mean().MoveToOuterDisposeScope();
    }
}
