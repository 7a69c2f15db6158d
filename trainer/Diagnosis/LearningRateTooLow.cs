using System.Globalization;
using PhotoScore.Core.Training;

namespace PhotoScore.Trainer.Diagnosis;

/// <summary>Steps so small that nothing is learned: neither the weights nor the loss move.</summary>
internal static class LearningRateTooLow
{
    private const int Epochs = 2;

    /// <summary>Of their own length, an epoch; a training that learns moves its weights by a hundredth or more.</summary>
    private const double LeastMovement = 1e-3;

    private const double LeastFall = 0.02;

    private const string Advice = "Train again with a learning rate ten to a hundred times larger; `trainer lr-find` looks for one. A warm-up that never ends has the same effect: look at warmUpSteps.";

    public static TrainingDiagnosis? Find(TrainingEvidence evidence)
    {
        if (evidence.Curve.Count < Math.Min(Epochs, evidence.Epochs) || evidence.Examinations.Max(examination => examination.Movement) is not { } movement)
            return null;
        double first = evidence.Curve[0].Train.Loss, lowest = evidence.Curve.Min(epoch => epoch.Train.Loss);
        // A network that knows its photos already has no reason to move.
        return movement < LeastMovement && lowest > (1 - LeastFall) * first && first > 0.5 * evidence.ChanceLoss
            ? new(
                DiagnosisCodes.LearningRateTooLow,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"In {evidence.Curve.Count} epochs at a learning rate of {evidence.LearningRate:G3} the training loss went from {first:F4} to {lowest:F4} at its lowest, and no epoch moved the weights by more than {movement:G2} of their length."),
                Advice)
            : null;
    }
}
