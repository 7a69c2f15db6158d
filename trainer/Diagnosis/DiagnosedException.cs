using PhotoScore.Core.Training;

namespace PhotoScore.Trainer.Diagnosis;

/// <summary>A training that can't go on, with what was found; the status keeps it.</summary>
internal sealed class DiagnosedException(TrainingDiagnosis diagnosis) : InvalidOperationException($"{diagnosis.Message} {diagnosis.Advice}")
{
    public TrainingDiagnosis Diagnosis => diagnosis;
}
