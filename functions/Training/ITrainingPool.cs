using PhotoScore.Core.Training;

namespace PhotoScore.Functions.Training;

/// <summary>Where trainings run.</summary>
internal interface ITrainingPool
{
    /// <summary>Puts a job in line. May be called twice for one submission, and for a job that still runs: the trainer's lease settles it.</summary>
    Task SubmitAsync(TrainingSubmission job, CancellationToken cancellation);
}
