using PhotoScore.Core.Training;

namespace PhotoScore.Core.Models;

/// <summary>
/// How the threshold between two classes was chosen: on the validation split, and where a classifier on features was cross-validated, also on the training photos as those
/// answered them that had not learned from them.
/// </summary>
/// <param name="For">What it was chosen for.</param>
/// <param name="At">The wanted precision or recall; null for other goals.</param>
/// <param name="Costs">What an answer costs, row the true class, column the answered one; null for other goals.</param>
/// <param name="Reached">What it reaches on those photos: the balanced accuracy, F1, precision, recall, or mean cost of a photo.</param>
/// <param name="Met">Whether the wanted precision or recall was reached; true for other goals.</param>
public sealed record ModelDecision(ThresholdGoal For, double? At, IReadOnlyList<IReadOnlyList<double>>? Costs, double Reached, bool Met)
{
    /// <summary>How many photos it was chosen on; null in older models, where it was the validation split.</summary>
    public int? Photos { get; init; }

    /// <summary>Where the choice began and why it stayed or left; null in older models and for goals that have no such place.</summary>
    public ThresholdStartedAt? Start { get; init; }
}

/// <summary>What the threshold would be by theory, for probabilities that are calibrated, against the one that looked best on the photos it was chosen on.</summary>
/// <param name="Threshold">By theory.</param>
/// <param name="Moved">Whether the other one was taken, because its gain is more than chance.</param>
/// <param name="Best">The one that looked best.</param>
/// <param name="Gain">By how much: of balanced accuracy, or of cost saved a photo.</param>
/// <param name="StandardError">Of that gain, as a paired difference on the same photos.</param>
public sealed record ThresholdStartedAt(double Threshold, bool Moved, double Best, double Gain, double StandardError);

/// <summary>
/// Temperature scaling (Guo et al. 2017): logits are divided by one number inside the published network. It changes no order of photos, only what probabilities mean.
/// </summary>
/// <param name="Temperature">The divisor: above 1 where the network was too sure of itself.</param>
/// <param name="LogLossBefore">On the photos that the threshold is chosen on.</param>
/// <param name="LogLossAfter">On the same.</param>
/// <param name="ErrorBefore">Expected calibration error on the same.</param>
/// <param name="ErrorAfter">Expected calibration error on the same.</param>
public sealed record ModelCalibration(double Temperature, double LogLossBefore, double LogLossAfter, double ErrorBefore, double ErrorAfter);
