using System.Globalization;
using PhotoScore.Core.Training;

namespace PhotoScore.Trainer.Diagnosis;

/// <summary>Steps that throw the weights about: the loss is far above what knowing nothing costs, or jumps back up again and again.</summary>
internal static class LearningRateTooHigh
{
    /// <summary>A loss so many times that of knowing nothing is no start that improves by itself.</summary>
    private const double FarAboveChance = 2;

    private const int Jumps = 2;
    private const double JumpFactor = 1.5;
    private const double LeastJump = 0.15;

    /// <summary>Weights that went so many times their own length in an epoch have forgotten where they came from.</summary>
    private const double FarthestMovement = 5;

    private const string Advice =
        "Train again with a learning rate ten times smaller; `trainer lr-find` looks for one. A warm-up (warmUpSteps) or clipNorm 1 helps where a large rate is wanted.";

    public static TrainingDiagnosis? Find(TrainingEvidence evidence) => Sign(evidence) is { } sign
        ? new(DiagnosisCodes.LearningRateTooHigh, string.Create(CultureInfo.InvariantCulture, $"At a learning rate of {evidence.LearningRate:G3} {sign}."), Advice)
        : null;

    private static string? Sign(TrainingEvidence evidence)
    {
        if (evidence.LearningRate is null || evidence.Curve.Count == 0 || evidence.Curve.Count < Math.Min(2, evidence.Epochs))
            return null;
        var last = evidence.Curve[^1];
        if (last.Train.Loss > FarAboveChance * evidence.ChanceLoss)
            return string.Create(CultureInfo.InvariantCulture, $"the training loss is {last.Train.Loss:G3} in epoch {last.Epoch}, where answering the classes' shares has {evidence.ChanceLoss:F3}");
        if (CountJumps(evidence.Curve) is var jumps && jumps >= Jumps)
            return $"the training loss jumped up by more than half {jumps} times in {evidence.Curve.Count} epochs";
        var farthest = evidence.Examinations.Max(examination => examination.Movement);
        return farthest > FarthestMovement && !NotBetterThanMajority.Knows(evidence)
            ? string.Create(CultureInfo.InvariantCulture, $"the weights went {farthest:G2} times their own length in one epoch, and know nothing")
            : null;
    }

    // Where little is left to learn, a jump from almost nothing to little says nothing.
    private static int CountJumps(IReadOnlyList<EpochMetrics> curve) =>
        curve.Zip(curve.Skip(1)).Count(pair => pair.Second.Train.Loss > JumpFactor * pair.First.Train.Loss && pair.Second.Train.Loss - pair.First.Train.Loss > LeastJump);
}
