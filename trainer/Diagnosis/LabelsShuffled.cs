using System.Globalization;
using PhotoScore.Core.Training;

namespace PhotoScore.Trainer.Diagnosis;

/// <summary>
/// Labels that have nothing to do with the photos: a large network learns them by heart and knows nothing of new photos, or it moves and learns nothing at
/// all (Zhang et al. 2017, Understanding deep learning requires rethinking generalization).
/// </summary>
internal static class LabelsShuffled
{
    /// <summary>Parameters a photo from which on a network could learn its photos by heart.</summary>
    private const int CapacityPerPhoto = 10;

    private const double LearnedByHeart = 0.2;

    private const string Advice =
        "Check twenty photos of each class against their labels by eye. A list whose rows were sorted apart from its labels, a cut through scores that are noise, or a folder unpacked into the wrong class look like this; so does a question that photos can't answer.";

    public static TrainingDiagnosis? Find(TrainingEvidence evidence)
    {
        if (!evidence.HadTime(NotBetterThanMajority.Epochs) || evidence.Chance > 0.5 || NotBetterThanMajority.Knows(evidence) || evidence.Latest is not { } latest)
            return null;
        // Each has a cause of its own, which hides what the labels are worth.
        if (Collapsed.Find(evidence) is not null || LearningRateTooLow.Find(evidence) is not null || LearningRateTooHigh.Find(evidence) is not null)
            return null;

        var validation = evidence.Curve[^1].Validation.BalancedAccuracy;
        if (latest.Train.BalancedAccuracy > evidence.Chance + LearnedByHeart)
        {
            return new(DiagnosisCodes.LabelsShuffled, string.Create(
                CultureInfo.InvariantCulture,
                $"The training photos are known by heart (balanced accuracy {latest.Train.BalancedAccuracy:F3}), and of new ones nothing is known ({validation:F3}, chance {evidence.Chance:F3}): labels and photos seem to have nothing to do with each other."), Advice);
        }

        var photos = evidence.TrainCounts.Sum();
        return evidence.Parameters >= CapacityPerPhoto * (long)photos
            ? new(DiagnosisCodes.LabelsShuffled, string.Create(
                CultureInfo.InvariantCulture,
                $"After {evidence.Curve.Count} epochs {evidence.Parameters:N0} parameters can't tell even the {photos:N0} photos apart that they learn from (balanced accuracy {latest.Train.BalancedAccuracy:F3}, chance {evidence.Chance:F3}): labels and photos seem to have nothing to do with each other."), Advice)
            : null;
    }
}
