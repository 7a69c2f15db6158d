using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Evaluation;

namespace PhotoScore.Trainer.Optimization;

/// <summary>
/// Tries learning rates that grow from step to step until the loss diverges (the range test of Smith 2017), with the optimizer, the loss, the batches and
/// the changes to photos of a plan. The network is afterwards what it was.
/// </summary>
internal static class LearningRateFinder
{
    /// <summary>Sweeps.</summary>
    /// <param name="network">As it is at the beginning of a training.</param>
    /// <param name="plan">Its rate and schedule don't matter.</param>
    /// <param name="train">Photos to learn from.</param>
    /// <param name="lesson">What is learned from them.</param>
    /// <param name="lowest">Rate of the first step; above 0.</param>
    /// <param name="highest">Rate of the last step, if the loss has not diverged before.</param>
    /// <param name="steps">At least 2.</param>
    /// <param name="cancellation">Stops after the step under way.</param>
    public static LearningRateSweep Run(
        Network network, TrainingPlan plan, PhotoSet train, ILesson lesson, double lowest, double highest, int steps, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lowest);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(highest, lowest);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 2);

        using var weights = new MemoryStream();
        network.SaveState(weights);
        var random = network.RandomState;
        try
        {
            return Sweep(network, plan with { Ema = 0 }, train, lesson, step => lowest * Math.Pow(highest / lowest, (double)step / (steps - 1)), steps, cancellation);
        }
        finally
        {
            weights.Position = 0;
            network.LoadState(weights);
            network.RandomState = random;
        }
    }

    private static LearningRateSweep Sweep(
        Network network, TrainingPlan plan, PhotoSet train, ILesson lesson, Func<int, double> rate, int steps, CancellationToken cancellation)
    {
        network.Precision = plan.TorchPrecision;
        network.TrainFrom(new Unfreezing(plan.Unfreeze, network.Architecture).From(1));
        using var step = new TrainingStep(network, plan, lesson.NewLoss(network));
        using var loader = new BatchLoader(train, plan.BatchSize, lesson.PhotosPerEpoch);
        var answers = new ConfusionCounts(network.ClassCount);
        var points = new List<LearningRatePoint>();
        for (var epoch = 1; ; epoch++)
        {
            foreach (var batch in loader.Epoch(lesson.Order(plan.Seed, epoch), plan.Seed, epoch, plan.Augmentation, first: 0, cancellation))
            {
                using var returned = batch;
                var tried = rate(points.Count);
                points.Add(new LearningRatePoint(tried, step.Run(batch, points.Count, tried, answers)));
                if (LearningRateSweep.IsDiverged(points))
                    return new LearningRateSweep(points, Diverged: true);
                if (points.Count == steps)
                    return new LearningRateSweep(points, Diverged: false);
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }
}
