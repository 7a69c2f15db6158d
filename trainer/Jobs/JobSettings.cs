namespace PhotoScore.Trainer.Jobs;

/// <summary>How a run behaves, whatever the job.</summary>
/// <param name="CheckpointEvery">A lost machine costs at most this much training.</param>
/// <param name="SaveWhenStopped">Whether the cancellation under way is one after which the training goes on elsewhere.</param>
internal sealed record JobSettings(TimeSpan CheckpointEvery, Func<bool> SaveWhenStopped);
