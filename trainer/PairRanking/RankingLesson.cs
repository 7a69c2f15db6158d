using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Optimization;

namespace PhotoScore.Trainer.PairRanking;

/// <summary>To give the better photo of a pair the higher score.</summary>
internal sealed class RankingLesson : ILesson
{
    private readonly PhotoSet _validation;
    private readonly RankedPhotos _ranks;
    private readonly int _batchSize;
    private readonly PairPool _pairs;

    /// <exception cref="InvalidOperationException">Too few photos can be compared; the message says what to do.</exception>
    public RankingLesson(PhotoSet train, PhotoSet validation, RankedPhotos ranks, int batchSize)
    {
        (_validation, _ranks, _batchSize, _pairs) = (validation, ranks, batchSize, ranks.Pairs(train));
        if (_pairs.PairsPerEpoch == 0 || ranks.Pairs(validation).PairsPerEpoch == 0)
        {
            throw new InvalidOperationException(
                "No two photos of one author lie close enough in time and differ in score, in the train or in the validation split. " +
                "Widen ranking.windowDays (0 for any time), lower ranking.minDifference, or compare photos of different authors by ranking.anyAuthor.");
        }
    }

    public int PhotosPerEpoch => 2 * _pairs.PairsPerEpoch;

    public int[] Order(int seed, int epoch) => [.. _pairs.Draw(seed, epoch).SelectMany(pair => new[] { pair.Better, pair.Worse })];

    public ILoss NewLoss(Network network) => new PairLoss();

    /// <summary>The loss and the share of pairs in the right order; pairs have two sides, so the balanced share is the same.</summary>
    public SplitMetrics Validate(Network network, CancellationToken cancellation)
    {
        var measure = _ranks.Measure(_validation, PhotoScores.Of(network, _validation, _batchSize, cancellation));
        return new SplitMetrics(measure.PairLoss, measure.PairAccuracy!.Value, measure.PairAccuracy.Value);
    }
}
