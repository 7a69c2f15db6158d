using PhotoScore.Core.Training;

namespace PhotoScore.Trainer.Diagnosis;

/// <summary>Everything that is wrong with a training.</summary>
internal static class Diagnoses
{
    /// <summary>Causes before their effects: the first one is where to begin.</summary>
    public static IReadOnlyList<TrainingDiagnosis> Of(TrainingEvidence evidence)
    {
        TrainingDiagnosis?[] all =
        [
            OneClass.Find(evidence), LearningRateTooHigh.Find(evidence), LearningRateTooLow.Find(evidence), DeadUnits.Find(evidence), Collapsed.Find(evidence),
            LabelsShuffled.Find(evidence), LabelsLeaking.Find(evidence), NotBetterThanMajority.Find(evidence), Overfitting.Find(evidence),
        ];
        return [.. all.OfType<TrainingDiagnosis>()];
    }
}
