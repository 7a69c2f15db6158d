using PhotoScore.Core.Training;

namespace PhotoScore.Trainer.Jobs;

/// <summary>How a run behaves, whatever the job.</summary>
/// <param name="CheckpointEvery">A lost machine costs at most this much training.</param>
/// <param name="SaveWhenStopped">Whether the cancellation under way is one after which the training goes on elsewhere.</param>
/// <param name="Device">Where to compute, whatever the request says; null leaves it to the request.</param>
internal sealed record JobSettings(TimeSpan CheckpointEvery, Func<bool> SaveWhenStopped, TrainingDevice? Device = null);
