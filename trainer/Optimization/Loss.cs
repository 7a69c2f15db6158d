using PhotoScore.Trainer.Evaluation;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace PhotoScore.Trainer.Optimization;

/// <summary>
/// What training makes small, over logits: a single one for two classes, which counts as the pair (0, logit), and one a class for more. Labels are shares of
/// classes, so that a smoothed or a blended one is nothing special.
/// </summary>
internal sealed class Loss : ILoss
{
    // Where a probability is 1 to the last bit, a power below 1 of its distance to 1 would have an infinite slope.
    private const double LeastDistance = 1e-7;

    private readonly LossPlan _plan;
    private readonly int _classes;
    private readonly torch.Tensor? _weights;

    /// <param name="plan">Which loss.</param>
    /// <param name="classCounts">Photos of each class in the train split.</param>
    /// <param name="device">Where logits and labels are; the CPU when null.</param>
    /// <exception cref="InvalidOperationException">The loss has no meaning for so many classes.</exception>
    public Loss(LossPlan plan, IReadOnlyList<int> classCounts, torch.Device? device = null)
    {
        (_plan, _classes) = (plan, classCounts.Count);
        if (plan.Name == PairwiseLogistic.Name && _classes != 2)
            throw new InvalidOperationException($"Loss pairwiseLogistic ranks photos by one number, but {_classes} classes have as many. Choose crossEntropy, or a dataset of two classes.");
        _weights = plan.Name == "balancedCrossEntropy" ? torch.tensor(Weights(classCounts), device: device).DetachFromDisposeScope() : null;
    }

    public int Together => 1;

    /// <summary>Float [N, classes]: the share of each class, smoothed as Szegedy et al. 2016 do.</summary>
    /// <param name="labels">int64 [N].</param>
    public torch.Tensor Targets(torch.Tensor labels)
    {
        using var scope = torch.NewDisposeScope();
        var shares = functional.one_hot(labels, _classes).to(torch.float32);
        return (_plan.LabelSmoothing == 0 ? shares : (shares * (1 - _plan.LabelSmoothing)) + (_plan.LabelSmoothing / _classes)).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public torch.Tensor Sum(torch.Tensor logits, torch.Tensor targets)
    {
        using var scope = torch.NewDisposeScope();
        if (_plan.Name == PairwiseLogistic.Name)
            return (PairwiseLogistic.Mean(logits.squeeze(1), targets.select(1, 1)) * logits.shape[0]).MoveToOuterDisposeScope();

        var logs = _classes == 2
            ? torch.cat([functional.logsigmoid(-logits), functional.logsigmoid(logits)], 1)
            : functional.log_softmax(logits, 1);
        var terms = _plan.Name switch
        {
            "crossEntropy" => -targets * logs,
            "balancedCrossEntropy" => -targets * logs * _weights!,
            "meanSquaredError" => (logs.exp() - targets).square() / _classes,
            // Lin et al. 2017, without its weights of classes.
            "focal" => -targets * logs * (1 - logs.exp()).clamp_min(LeastDistance).pow(_plan.FocalGamma),
            _ => throw new ArgumentException($"There is no loss '{_plan.Name}'. Choose one of {string.Join(", ", Core.Training.OptimizationWords.Losses)}."),
        };
        return terms.sum().MoveToOuterDisposeScope();
    }

    public void Count(torch.Tensor logits, ReadOnlySpan<long> labels, ConfusionCounts counts)
    {
        if (_plan.Name != PairwiseLogistic.Name)
        {
            LogitAnswers.Count(logits, labels, counts);
            return;
        }

        using var scope = torch.NewDisposeScope();
        var ranks = torch.tensor(labels.ToArray()).to(torch.float32);
        LogitAnswers.Count(logits, labels, counts, PairwiseLogistic.Mean(logits.squeeze(1), ranks).item<float>());
    }

    // Photos weigh 1 on average, and the classes the same as one another however rare they are.
    private static float[] Weights(IReadOnlyList<int> counts) =>
        [.. counts.Select(count => (float)((double)counts.Sum() / (counts.Count * Math.Max(1, count))))];

    public void Dispose() => _weights?.Dispose();
}
