using PhotoScore.Core.Datasets;
using PhotoScore.Core.Evaluation;
using PhotoScore.Core.Models;
using PhotoScore.Core.Storage;
using PhotoScore.Core.Training;
using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Evaluation;

namespace PhotoScore.Trainer.PairRanking;

/// <summary>What a dataset's table says of its photos' ranks, by their keys.</summary>
internal sealed class RankedPhotos(IReadOnlyDictionary<string, RankedPhoto> photos, RankingSettings settings)
{
    /// <summary>Reads a dataset's table.</summary>
    /// <exception cref="InvalidOperationException">The dataset's labels don't come from scores.</exception>
    public static async Task<RankedPhotos> ReadAsync(DatasetStore store, DatasetPaths paths, RankingSettings settings, CancellationToken cancellation)
    {
        var photos = new Dictionary<string, RankedPhoto>();
        await foreach (var row in store.PhotosAsync(paths, cancellation))
        {
            var (candidate, score) = (row.Photo.Candidate, row.Photo.Score);
            if (score is null)
                throw new InvalidOperationException($"Dataset {paths.Prefix.TrimEnd('/')} has photos without a score, so nothing ranks them. Build it with labels of kind 'score', or choose an architecture that tells classes apart.");
            var uploadedAt = candidate.Metrics.TryGetValue("uploadedAt", out var seconds) ? seconds : (double?)null;
            photos.Add(row.Photo.Key, new RankedPhoto(score.Value, candidate.Author, uploadedAt));
        }

        return new RankedPhotos(photos, settings);
    }

    /// <summary>The photos of a split in its own order.</summary>
    public IReadOnlyList<RankedPhoto> Of(PhotoSet split) => [.. split.Keys.Select(key => photos.TryGetValue(key, out var photo)
        ? photo
        : throw new InvalidDataException($"Photo {key} is in a shard but not in the table of photos. Build the dataset again."))];

    /// <summary>The pairs of a split.</summary>
    public PairPool Pairs(PhotoSet split) => new(Of(split), settings);

    /// <summary>How well numbers for the photos of a split follow their scores.</summary>
    /// <param name="split">The photos.</param>
    /// <param name="answers">A number a photo; higher should be better.</param>
    public RankingMeasure Measure(PhotoSet split, IReadOnlyList<double> answers) => RankingMeasure.Of(Of(split), Pairs(split), answers);

    /// <summary>Metrics of a split with how well the probability of the second class follows the photos' scores.</summary>
    /// <param name="metrics">The split's metrics.</param>
    /// <param name="split">The photos.</param>
    /// <param name="answers">What was answered to them.</param>
    /// <param name="seed">Where the bootstrap starts.</param>
    public EvaluationMetrics Rank(EvaluationMetrics metrics, PhotoSet split, Probabilities answers, int seed)
    {
        var ranked = Of(split);
        var estimates = RankEstimates.Of(
            answers.Answered(threshold: null, split.Groups), [.. ranked.Select(photo => photo.Score)], new PairPool(ranked, settings).Measured(), seed);
        return metrics with
        {
            RankCorrelation = estimates.RankCorrelation?.Value,
            RankCorrelationInterval = Interval(estimates.RankCorrelation),
            PairAccuracy = estimates.PairAccuracy?.Value,
            PairAccuracyInterval = Interval(estimates.PairAccuracy),
        };
    }

    private static double[]? Interval(Estimate? estimate) => estimate is null ? null : [estimate.Low, estimate.High];
}
