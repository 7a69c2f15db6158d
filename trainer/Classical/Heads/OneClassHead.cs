using PhotoScore.Core.Training;
using PhotoScore.Trainer.Classical.OneClass;
using PhotoScore.Trainer.Features;

namespace PhotoScore.Trainer.Classical.Heads;

/// <summary>
/// Learns what photos of one class look like, and where to stop: at the score that a chosen share of the class's own photos falls below, each scored by a model that had not seen it or its group. The probability
/// is one half there, and rises so that the median photo is taken for another with that same share as its probability. Nothing is known of others,
/// so this is a scale and no measured frequency.
/// </summary>
internal sealed class OneClassHead(ClassifierSettings settings, int seed)
{
    /// <summary>The share of the class's own photos that may be taken for others.</summary>
    public const double Quantile = 0.05;

    private const int Folds = 5;
    private const int FewestPhotos = 10;

    // Of the median: a steeper rise would show the last digits of a trunk's floats.
    private const double LeastSpread = 0.01;

    /// <param name="features">A row a photo of the class.</param>
    /// <param name="groups">The number of each photo's group.</param>
    /// <param name="isSecond">Whether the class is the second of the two that are answered.</param>
    /// <param name="log">Told what a person wants to know.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InvalidOperationException">There are too few photos.</exception>
    public FittedHead Fit(FeatureMatrix features, IReadOnlyList<int> groups, bool isSecond, Action<string> log, CancellationToken cancellation)
    {
        if (features.Rows < FewestPhotos)
            throw new InvalidOperationException($"{features.Rows} photos of the class are too few to learn what it looks like; {FewestPhotos} are the least. Build the dataset with more.");
        var quantile = settings.Quantile ?? Quantile;
        var (learner, done) = Learner(features.Columns);
        var scores = LeftOut(learner, features, groups, cancellation);
        Array.Sort(scores);
        var (threshold, median) = (At(scores, quantile), At(scores, 0.5));
        // Photos that all look the same leave no room between the two.
        var steepness = Math.Log((1 - quantile) / quantile) / Math.Max(median - threshold, Math.Max(1e-9, LeastSpread * Math.Abs(median)));
        var factor = isSecond ? steepness : -steepness;
        log($"{settings.Kind} on {features.Rows:N0} photos of the class: the threshold is the score {threshold:G4}, below which {quantile:P0} of them fall; the median is {median:G4}.");
        var (layers, tensors) = learner.Fit(features, cancellation).Head(factor, -factor * threshold);
        return new FittedHead(done with { Quantile = quantile }, layers, tensors);
    }

    private (INoveltyLearner Learner, ClassifierSettings Settings) Learner(int columns)
    {
        switch (settings.Kind)
        {
            case ClassifierWords.IsolationForest:
                var trees = settings.Trees ?? IsolationForest.Trees;
                return (new IsolationForest(trees, seed), settings with { Trees = trees });
            case ClassifierWords.OneClassSvm:
                var (linear, nu) = (settings.Kernel == "linear", settings.Nu ?? OneClassSvm.Nu);
                double? gamma = linear ? null : settings.Gamma ?? 1.0 / columns;
                return (new OneClassSvm(linear, nu, gamma), settings with { Kernel = linear ? "linear" : "rbf", Nu = nu, Gamma = gamma });
            case ClassifierWords.NearestNeighbours:
                var neighbours = settings.Neighbours ?? 5;
                return (new NearestNeighbours(neighbours, seed), settings with { Neighbours = neighbours });
            default:
                throw new InvalidOperationException($"'{settings.Kind}' does not learn from one class. Choose one of {string.Join(", ", ClassifierWords.OneClass)}.");
        }
    }

    // A photo that was learned from looks more ordinary than any new one would.
    private double[] LeftOut(INoveltyLearner learner, FeatureMatrix features, IReadOnlyList<int> groups, CancellationToken cancellation)
    {
        var labels = new int[features.Rows];
        var folds = GroupedFolds.Possible(labels, groups, classes: 1, Folds);
        var scores = new double[features.Rows];
        var fold = folds < 2 ? new int[features.Rows] : GroupedFolds.Assign(labels, groups, folds, seed);
        for (var left = 0; left < Math.Max(1, folds); left++)
        {
            var model = learner.Fit(features.Take([.. Enumerable.Range(0, features.Rows).Where(photo => folds < 2 || fold[photo] != left)]), cancellation);
            Parallel.For(0, features.Rows, new ParallelOptions { CancellationToken = cancellation }, photo =>
            {
                if (fold[photo] == left)
                    scores[photo] = model.Score(features[photo]);
            });
        }

        return scores;
    }

    // Linear between neighbouring scores.
    private static double At(double[] sorted, double quantile)
    {
        var position = quantile * (sorted.Length - 1);
        var below = (int)position;
        return sorted[below] + ((position - below) * (sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]));
    }
}
