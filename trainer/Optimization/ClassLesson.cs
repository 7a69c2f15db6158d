using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Evaluation;

namespace PhotoScore.Trainer.Optimization;

/// <summary>To tell classes apart: every photo once an epoch.</summary>
internal sealed class ClassLesson(TrainingPlan plan, PhotoSet train, PhotoSet validation) : ILesson
{
    public int PhotosPerEpoch => train.Count;

    public int[] Order(int seed, int epoch) => EpochOrder.Shuffled(train.Count, seed, epoch);

    public ILoss NewLoss(Network network) =>
        new Loss(plan.Loss, [.. Enumerable.Range(0, network.ClassCount).Select(c => train.Labels.Count(label => label == c))], network.Device);

    public SplitMetrics Validate(Network network, CancellationToken cancellation) =>
        NetworkAnswers.Of(network, validation, plan.BatchSize, cancellation).Count(threshold: null).Metrics;
}
