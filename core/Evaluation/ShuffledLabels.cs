using PhotoScore.Core.Models;

namespace PhotoScore.Core.Evaluation;

/// <summary>What the same answers would score if labels had nothing to do with photos: a permutation test.</summary>
public static class ShuffledLabels
{
    private const int Shuffles = 2000;

    /// <summary>Deals the answers out anew many times. Photos are shuffled one by one: where groups share a label, the range is too narrow.</summary>
    /// <param name="photos">The answers.</param>
    /// <param name="seed">Where chance starts.</param>
    public static Baseline Of(AnsweredPhotos photos, int seed)
    {
        ArgumentNullException.ThrowIfNull(photos);
        var (labels, answers, once) = (photos.Labels.ToArray(), photos.Answers.ToArray(), new int[photos.Count]);
        Array.Fill(once, 1);
        var real = Tally.Of(photos, once).BalancedAccuracy;
        var (accuracies, balanced) = (new double[Shuffles], new double[Shuffles]);
        Parallel.For(0, Shuffles, shuffle =>
        {
            int[] dealt = [.. answers];
            // A sequence of its own, apart from the bootstrap's.
            new ResampleRandom(~seed, shuffle).Shuffle(dealt);
            var tally = Tally.Of(photos.Classes, labels, dealt, once);
            (accuracies[shuffle], balanced[shuffle]) = (tally.Accuracy, tally.BalancedAccuracy);
        });
        return new()
        {
            Name = "shuffledLabels",
            What = $"the model's own answers, dealt out to the photos at random {Shuffles} times",
            Accuracy = Range(accuracies),
            BalancedAccuracy = Range(balanced),
            PValue = (1.0 + balanced.Count(score => score >= real - 1e-12)) / (1 + Shuffles),
        };
    }

    private static Estimate Range(double[] scores)
    {
        var mean = scores.Average();
        Array.Sort(scores);
        return new(mean, scores[(int)(0.025 * Shuffles)], scores[(int)(0.975 * Shuffles) - 1]);
    }
}
