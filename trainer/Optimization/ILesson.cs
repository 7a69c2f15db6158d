using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures;

namespace PhotoScore.Trainer.Optimization;

/// <summary>What is learned: which photos an epoch shows, what its steps make small, and how well it went.</summary>
internal interface ILesson
{
    /// <summary>How many photos an epoch shows; the same in each.</summary>
    int PhotosPerEpoch { get; }

    /// <summary>The photos of an epoch by their place in the train split, which seed and epoch alone decide.</summary>
    int[] Order(int seed, int epoch);

    /// <summary>What the steps make small. The caller disposes it.</summary>
    ILoss NewLoss(Network network);

    /// <summary>How well the validation split is answered; the epoch with the lowest loss is the best one.</summary>
    SplitMetrics Validate(Network network, CancellationToken cancellation);
}
