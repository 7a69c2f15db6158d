using TorchSharp;
using static TorchSharp.torch.nn;

namespace PhotoScore.Trainer.Optimization;

/// <summary>Cross-entropy over logits: a single logit for two classes, one a class for more.</summary>
internal sealed class Loss : IDisposable
{
    private readonly int _classes;
    private readonly torch.Tensor? _weights;

    /// <param name="name"><c>crossEntropy</c>, or <c>balancedCrossEntropy</c>, in which every class weighs the same however rare.</param>
    /// <param name="classCounts">Photos of each class in the train split.</param>
    public Loss(string name, IReadOnlyList<int> classCounts)
    {
        _classes = classCounts.Count;
        _weights = name switch
        {
            "crossEntropy" => null,
            "balancedCrossEntropy" => torch.tensor(Weights(classCounts)).DetachFromDisposeScope(),
            _ => throw new ArgumentException($"There is no loss '{name}'. Choose crossEntropy or balancedCrossEntropy.", nameof(name)),
        };
    }

    /// <summary>The mean over a batch, a scalar that gradients flow from.</summary>
    /// <param name="logits">float [N, 1] for two classes, otherwise [N, classes].</param>
    /// <param name="labels">int64 [N].</param>
    public torch.Tensor Mean(torch.Tensor logits, torch.Tensor labels) => _classes == 2
        ? functional.binary_cross_entropy_with_logits(
            logits.squeeze(1), labels.to(torch.float32), _weights?.to(logits.device).index_select(0, labels), reduction: Reduction.Mean)
        : functional.cross_entropy(logits, labels, _weights?.to(logits.device));

    // Photos weigh 1 on average.
    private static float[] Weights(IReadOnlyList<int> counts) =>
        [.. counts.Select(count => (float)((double)counts.Sum() / (counts.Count * Math.Max(1, count))))];

    public void Dispose() => _weights?.Dispose();
}
