using System.Globalization;
using PhotoScore.Core.Training;

namespace PhotoScore.Trainer.Diagnosis;

/// <summary>Train and validation part: the loss on new photos rises while that on known ones falls.</summary>
internal static class Overfitting
{
    /// <summary>Epochs past the best one before a rise is more than noise.</summary>
    private const int EpochsPast = 3;

    private const double LeastRise = 0.05;

    private const string Advice =
        "The epoch with the lowest validation loss is the one that is published, so the model is not worse for it; to get a better one add photos, augmentation, dropout or weightDecay, take a smaller or a frozen network, and set earlyStopping to save the time.";

    public static TrainingDiagnosis? Find(TrainingEvidence evidence)
    {
        // A network that never knew anything has nothing to lose.
        if (evidence.Curve.Count <= EpochsPast || !NotBetterThanMajority.Knows(evidence))
            return null;
        var best = evidence.Curve.MinBy(epoch => epoch.Validation.Loss)!;
        var last = evidence.Curve.TakeLast(EpochsPast).ToArray();
        if (last[0].Epoch <= best.Epoch)
            return null;

        // The lowest of the last epochs, so that one jump among them is not taken for a trend.
        double validation = last.Min(epoch => epoch.Validation.Loss), train = last.Max(epoch => epoch.Train.Loss);
        return validation - best.Validation.Loss > Math.Max(LeastRise, 0.1 * best.Validation.Loss) && train < best.Train.Loss
            ? new(
                DiagnosisCodes.Overfitting,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Since epoch {best.Epoch} the validation loss rose from {best.Validation.Loss:F3} to {evidence.Curve[^1].Validation.Loss:F3}, while the training loss fell from {best.Train.Loss:F3} to {evidence.Curve[^1].Train.Loss:F3}: it learns the photos by heart."),
                Advice)
            : null;
    }
}
