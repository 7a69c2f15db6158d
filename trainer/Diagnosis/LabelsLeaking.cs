using System.Globalization;
using PhotoScore.Core.Training;

namespace PhotoScore.Trainer.Diagnosis;

/// <summary>
/// Validation is better than training can explain. The train side is a sample answered as in serving, after the epoch, without dropout and
/// augmentation: what regularisation costs in training is no explanation any more.
/// </summary>
internal static class LabelsLeaking
{
    private const int Epochs = 3;
    private const double LeastLead = 0.1;
    private const double LeastShared = 0.02;

    private const string Advice =
        "Don't believe the validation metrics, nor the test's before the cause is known. Let the dataset group duplicates and authors (split.groupBy, duplicates), read the leakage part of its report, and see that nothing in a photo tells its split, such as another source or another compression.";

    public static TrainingDiagnosis? Find(TrainingEvidence evidence) => Shared(evidence) ?? Lead(evidence);

    private static TrainingDiagnosis? Shared(TrainingEvidence evidence)
    {
        var validation = evidence.ValidationCounts.Sum();
        return evidence.SharedPhotos > Math.Max(1, LeastShared * validation)
            ? new(DiagnosisCodes.LabelsLeaking, string.Create(
                CultureInfo.InvariantCulture,
                $"{evidence.SharedPhotos:N0} of {validation:N0} validation photos have exactly the pixels of a training photo at the network's size: their labels are known from training."), Advice)
            : null;
    }

    private static TrainingDiagnosis? Lead(TrainingEvidence evidence)
    {
        if (evidence.Examinations.Count < Math.Min(Epochs, evidence.Epochs) || evidence.Chance > 0.5)
            return null;
        var leads = evidence.Examinations.Join(evidence.Curve, examination => examination.Epoch, epoch => epoch.Epoch, (examination, epoch) => (Examination: examination, epoch.Validation))
            .TakeLast(Epochs)
            .Select(pair => (pair.Examination.Train, pair.Validation, Lead: pair.Validation.BalancedAccuracy - pair.Examination.Train.BalancedAccuracy, Needed: Needed(evidence, pair.Examination)))
            .ToArray();
        if (leads.Length == 0 || !leads.All(lead => lead.Lead > lead.Needed && lead.Validation.Loss < lead.Train.Loss))
            return null;
        var (train, validation, _, _) = leads[^1];
        return new(DiagnosisCodes.LabelsLeaking, string.Create(
            CultureInfo.InvariantCulture,
            $"Validation is better than training in each of the last {leads.Length} epochs: balanced accuracy {validation.BalancedAccuracy:F3} against {train.BalancedAccuracy:F3} on training photos that were answered in the same way, without dropout and augmentation."), Advice);
    }

    // Both sides are samples; three standard errors of their difference at most.
    private static double Needed(TrainingEvidence evidence, EpochExamination examination)
    {
        double validation = evidence.StandardError(evidence.ValidationCounts), train = evidence.StandardError(examination.TrainCounts);
        return Math.Max(LeastLead, 3 * Math.Sqrt((validation * validation) + (train * train)));
    }
}
