using CsCheck;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.PairRanking;
using TorchSharp;

namespace PhotoScore.Trainer.Tests.PairRanking;

public sealed class PlattScaleTests
{
    // With one score each for two groups of photos, the best scale gives each group its mean target, (hits + shift) by hand.
    [Fact]
    public void Fit_of_two_scores_gives_each_its_share()
    {
        double[] scores = [.. Enumerable.Repeat(-1.0, 10), .. Enumerable.Repeat(3.0, 10)];
        int[] labels = [.. Enumerable.Range(0, 10).Select(i => i < 2 ? 1 : 0), .. Enumerable.Range(0, 10).Select(i => i < 7 ? 1 : 0)];

        var scale = PlattScale.Fit(scores, labels);

        var (high, low) = (10.0 / 11, 1.0 / 13);
        Assert.Equal(((2 * high) + (8 * low)) / 10, Probability(scale, -1), 8);
        Assert.Equal(((7 * high) + (3 * low)) / 10, Probability(scale, 3), 8);
    }

    [Fact]
    public void Fit_of_scores_that_part_the_classes_stays_finite()
    {
        var scale = PlattScale.Fit([-2, -1, 1, 2], [0, 0, 1, 1]);

        Assert.True(double.IsFinite(scale.Slope) && scale.Slope > 0);
        Assert.InRange(Probability(scale, 2), 0.5, 0.9);
    }

    // At the minimum the gradient is zero: as many are expected of the class as the targets hold, also weighed by their scores.
    [Fact]
    public void Fit_has_no_gradient_left() => Gen.Select(Gen.Double[-5, 5], Gen.Int[0, 1]).Array[8, 60].Where(photos => photos.Any(p => p.Item2 == 0) && photos.Any(p => p.Item2 == 1)).Sample(
        photos =>
        {
            var positives = photos.Count(photo => photo.Item2 == 1);
            var (high, low) = ((positives + 1.0) / (positives + 2), 1.0 / (photos.Length - positives + 2));

            var scale = PlattScale.Fit([.. photos.Select(photo => photo.Item1)], [.. photos.Select(photo => photo.Item2)]);

            var errors = photos.Select(photo => Probability(scale, photo.Item1) - (photo.Item2 == 1 ? high : low)).ToList();
            Assert.Equal(0, errors.Sum(), tolerance: 1e-4);
            Assert.Equal(0, errors.Zip(photos, (error, photo) => error * photo.Item1).Sum(), tolerance: 1e-4);
        },
        threads: 1);

    [Fact]
    public void ApplyTo_makes_the_network_answer_the_scaled_score()
    {
        using var scope = torch.NewDisposeScope();
        using var network = new Network(ArchitectureCatalog.Find("popularity-ranker-small"), 2, seed: 1);
        var photos = Photos.Batch(5);
        var scores = network.Logits(photos, training: false).data<float>().ToArray();
        var scale = new PlattScale(2.5, -0.75);

        scale.ApplyTo(network);

        var probabilities = network.Predict(photos).Probabilities.data<float>().ToArray();
        Assert.All(scores.Index(), score => Assert.Equal(Probability(scale, score.Item), probabilities[(2 * score.Index) + 1], tolerance: 1e-5));
    }

    private static double Probability(PlattScale scale, double score) => 1 / (1 + Math.Exp(-((scale.Slope * score) + scale.Offset)));
}
