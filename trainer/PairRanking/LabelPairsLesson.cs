using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Evaluation;
using PhotoScore.Trainer.Optimization;

namespace PhotoScore.Trainer.PairRanking;

/// <summary>
/// To rank photos of the second class above those of the first, with every photo once an epoch. A score says nothing by itself, only beside another's: so the validation
/// split is measured by pairs too.
/// </summary>
internal sealed class LabelPairsLesson(TrainingPlan plan, PhotoSet train, PhotoSet validation) : ILesson
{
    private readonly ClassLesson _classes = new(plan, train, validation);

    public int PhotosPerEpoch => _classes.PhotosPerEpoch;

    public int[] Order(int seed, int epoch) => _classes.Order(seed, epoch);

    public ILoss NewLoss(Network network) => _classes.NewLoss(network);

    public SplitMetrics Validate(Network network, CancellationToken cancellation)
    {
        var (logits, labels) = (NetworkAnswers.Logits(network, validation, plan.BatchSize, cancellation), validation.Labels);
        var metrics = TemperatureScaling.At(1, logits, classes: 2, labels).Count(threshold: null).Metrics;
        RankedPhoto[] ranked = [.. labels.Select(label => new RankedPhoto(label, Author: null, UploadedAt: null))];
        var pairs = new PairPool(ranked, new RankingSettings { AnyAuthor = true, WindowDays = 0 });
        // Photos of one class make no pair, and leave the cross-entropy to go by.
        return pairs.PairsPerEpoch == 0 ? metrics : metrics with { Loss = RankingMeasure.Of(ranked, pairs, [.. logits.Select(logit => (double)logit)]).PairLoss };
    }
}
