namespace PhotoScore.Core.Training;

/// <summary>The codes of <see cref="TrainingDiagnosis"/>; a program may branch on them, so they are added and never renamed.</summary>
public static class DiagnosisCodes
{
    /// <summary>Every photo gets the same answer.</summary>
    public const string Collapsed = "collapsed";

    /// <summary>The loss is infinite or no number; ends a training.</summary>
    public const string LossNotFinite = "lossNotFinite";

    /// <summary>No better than always answering the most frequent class.</summary>
    public const string NotBetterThanMajority = "notBetterThanMajority";

    /// <summary>Train and validation part: it learns the photos by heart.</summary>
    public const string Overfitting = "overfitting";

    /// <summary>Steps so large that the loss rises or jumps about.</summary>
    public const string LearningRateTooHigh = "learningRateTooHigh";

    /// <summary>Steps so small that the loss hardly moves.</summary>
    public const string LearningRateTooLow = "learningRateTooLow";

    /// <summary>A split holds photos of one class only.</summary>
    public const string OneClass = "oneClass";

    /// <summary>The labels seem to have nothing to do with the photos.</summary>
    public const string LabelsShuffled = "labelsShuffled";

    /// <summary>Validation is far better than training explains: its photos or their labels are known from elsewhere.</summary>
    public const string LabelsLeaking = "labelsLeaking";

    /// <summary>Units that are zero for every photo, and so learn nothing any more.</summary>
    public const string DeadUnits = "deadUnits";
}
