using PhotoScore.Core.Training;

namespace PhotoScore.Trainer.Jobs;

/// <summary>How a worker runs its jobs.</summary>
/// <param name="Parallel">Jobs at once, each a process of its own.</param>
/// <param name="Device">Where they compute, whatever they say; null leaves it to them.</param>
internal sealed record WorkerSettings(int Parallel, TrainingDevice? Device);
