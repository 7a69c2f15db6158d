using PhotoScore.Core.Models;

namespace PhotoScore.Core.Evaluation;

/// <summary>Measures answers that come without probabilities.</summary>
public static class FixedAnswers
{
    /// <summary>Always the same class.</summary>
    /// <param name="majority">The class that is most frequent in the train split.</param>
    /// <param name="photos">The photos, with their groups.</param>
    /// <param name="seed">Where the bootstrap starts.</param>
    public static Baseline Majority(int majority, AnsweredPhotos photos, int seed)
    {
        ArgumentNullException.ThrowIfNull(photos);
        return Measure("majority", "always the class that is most frequent in the train split", [.. Enumerable.Repeat(majority, photos.Count)], photos, seed);
    }

    internal static Baseline Measure(string name, string what, IReadOnlyList<int> answers, AnsweredPhotos photos, int seed)
    {
        var (labels, fixedAnswers) = (photos.Labels.ToArray(), answers.ToArray());
        var estimates = GroupBootstrap.Of(photos.GroupOf.ToArray(), photos.Groups, Numbers, seed);
        return new() { Name = name, What = what, Accuracy = estimates[0]!, BalancedAccuracy = estimates[1]! };

        double[] Numbers(int[] weights)
        {
            var tally = Tally.Of(photos.Classes, labels, fixedAnswers, weights);
            return [tally.Accuracy, tally.BalancedAccuracy];
        }
    }
}
