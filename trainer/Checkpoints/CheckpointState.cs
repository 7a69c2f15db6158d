using PhotoScore.Core.Training;
using PhotoScore.Trainer.Optimization;

namespace PhotoScore.Trainer.Checkpoints;

/// <summary>Where a training stands, besides its tensors.</summary>
internal sealed record CheckpointState
{
    /// <summary>How the training was set up: a checkpoint of another plan is not resumed.</summary>
    public required TrainingPlan Plan { get; init; }

    /// <summary>What it learns from, likewise.</summary>
    public required string PhotosSha256 { get; init; }

    /// <summary>Torch's threads: other numbers of them round differently, so a resumed run keeps this one.</summary>
    public required int Threads { get; init; }

    /// <summary>The epoch under way, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>The batch of that epoch that comes next, from 0.</summary>
    public required int Batch { get; init; }

    /// <summary>Steps done in all.</summary>
    public required long Step { get; init; }

    /// <summary>Photos that the device's memory was found to hold at once; 0 for a whole batch.</summary>
    public required int MicroBatch { get; init; }

    /// <summary>Seconds already spent on this epoch.</summary>
    public required double EpochSeconds { get; init; }

    /// <summary>This epoch's answers so far.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> EpochConfusion { get; init; }

    /// <summary>This epoch's loss so far, summed over photos.</summary>
    public required double EpochLossSum { get; init; }

    /// <summary>The finished epochs.</summary>
    public required IReadOnlyList<EpochMetrics> Curve { get; init; }

    /// <summary>The epoch with the lowest validation loss; 0 before the first.</summary>
    public required int BestEpoch { get; init; }

    /// <summary>Where the network's chance stands, which dropout draws from.</summary>
    public required byte[] RandomState { get; init; }
}
