using PhotoScore.Trainer.Evaluation;
using TorchSharp;

namespace PhotoScore.Trainer.Optimization;

/// <summary>What a step makes small.</summary>
internal interface ILoss : IDisposable
{
    /// <summary>Photos that follow each other in a batch and belong together, so that no part of a batch may begin between them.</summary>
    int Together { get; }

    /// <summary>Float [N, classes]: the share of each class.</summary>
    /// <param name="labels">int64 [N].</param>
    torch.Tensor Targets(torch.Tensor labels);

    /// <summary>The sum over photos, a scalar that gradients flow from: parts of a batch add up to the whole.</summary>
    /// <param name="logits">float [N, 1] for two classes, otherwise [N, classes].</param>
    /// <param name="targets">float [N, classes].</param>
    torch.Tensor Sum(torch.Tensor logits, torch.Tensor targets);

    /// <summary>Adds what was right and what the loss was.</summary>
    /// <param name="logits">float [N, 1] or [N, classes], on the CPU.</param>
    /// <param name="labels">The true class of each photo.</param>
    /// <param name="counts">What is added to: every photo once.</param>
    void Count(torch.Tensor logits, ReadOnlySpan<long> labels, ConfusionCounts counts);
}
