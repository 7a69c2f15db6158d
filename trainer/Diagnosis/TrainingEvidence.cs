using PhotoScore.Core.Training;

namespace PhotoScore.Trainer.Diagnosis;

/// <summary>All that diagnoses are made from. Plain numbers: a diagnosis is a pure function of them.</summary>
internal sealed record TrainingEvidence
{
    /// <summary>The classes' names.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>Photos of each class in the train split.</summary>
    public required IReadOnlyList<int> TrainCounts { get; init; }

    /// <summary>Photos of each class in the validation split.</summary>
    public required IReadOnlyList<int> ValidationCounts { get; init; }

    /// <summary>Numbers that learn.</summary>
    public required long Parameters { get; init; }

    /// <summary>Epochs that the plan allows.</summary>
    public required int Epochs { get; init; }

    /// <summary>The plan's learning rate, at its highest; null where nothing descends.</summary>
    public required double? LearningRate { get; init; }

    /// <summary>Validation photos whose pixels are those of a train photo, at the network's size.</summary>
    public int SharedPhotos { get; init; }

    /// <summary>One row an epoch, oldest first; empty for a method without epochs.</summary>
    public IReadOnlyList<EpochMetrics> Curve { get; init; } = [];

    /// <summary>What was measured at the ends of epochs, oldest first; those before a resumption are not known.</summary>
    public IReadOnlyList<EpochExamination> Examinations { get; init; } = [];

    /// <summary>The newest examination; null before the first.</summary>
    public EpochExamination? Latest => Examinations.Count > 0 ? Examinations[^1] : null;

    /// <summary>The answer of a network that has learned nothing: one over the number of classes in the validation split.</summary>
    public double Chance => 1.0 / Math.Max(1, ValidationCounts.Count(count => count > 0));

    /// <summary>The cross-entropy of answering every photo with the train split's class shares.</summary>
    public double ChanceLoss => TrainCounts.Where(count => count > 0).Select(count => (double)count / TrainCounts.Sum()).Sum(share => -share * Math.Log(share));

    /// <summary>
    /// The standard error that the balanced accuracy of a network without knowledge has on the validation split: the root of the sum of p(1 - p) / n over
    /// classes, over their number.
    /// </summary>
    public double ChanceError => StandardError(ValidationCounts);

    /// <summary>Whether the plan's epochs are over, or so many that a network should know something.</summary>
    public bool HadTime(int epochs) => Curve.Count >= Math.Min(epochs, Epochs);

    /// <summary>As <see cref="ChanceError"/>, for photos counted by class.</summary>
    public double StandardError(IReadOnlyList<int> counts)
    {
        var present = counts.Where(count => count > 0).ToArray();
        return present.Length == 0 ? 0 : Math.Sqrt(present.Sum(count => Chance * (1 - Chance) / count)) / present.Length;
    }
}
