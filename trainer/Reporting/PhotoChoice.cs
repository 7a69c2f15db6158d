using PhotoScore.Trainer.Evaluation;

namespace PhotoScore.Trainer.Reporting;

/// <summary>Photos of one list of the report, by position in their split.</summary>
internal sealed record ChosenPhotos(string Id, string Title, string Note, IReadOnlyList<int> Photos);

/// <summary>Chooses the photos that a person should look at. The same answers give the same photos.</summary>
internal static class PhotoChoice
{
    private const int Shown = 25;
    private const int OfAClass = 8;
    private const int ClassesShown = 8;
    private const int ExplainedOfAKind = 4;

    /// <summary>For two classes the most and the least probable ones of the second; for more the surest of each class; and the worst answers.</summary>
    public static IReadOnlyList<ChosenPhotos> Of(Probabilities answers, IReadOnlyList<string> classes)
    {
        ChosenPhotos[] sure = answers.Classes == 2
            ?
            [
                new("top", "Highest scores", $"the {Shown} photos with the highest probability of '{classes[1]}'", Most(answers, photo => answers[photo][1], Shown)),
                new("bottom", "Lowest scores", $"the {Shown} photos with the lowest probability of '{classes[1]}'", Most(answers, photo => -answers[photo][1], Shown)),
            ]
            : [.. Enumerable.Range(0, Math.Min(answers.Classes, ClassesShown)).Select(c => new ChosenPhotos(
                $"top-{c}", $"Surest of {classes[c]}", "the photos with the highest probability", Most(answers, photo => answers[photo][c], OfAClass)))];
        return [.. sure, new("losses", "Top losses", "the answers that were most wrong, the worst first: mislabelled photos gather here", Most(answers, answers.LossOf, Shown))];
    }

    /// <summary>Some sure ones of each class, some that were most wrong, some that could have gone either way; each photo once.</summary>
    public static IReadOnlyList<int> Explained(Probabilities answers, double? threshold) =>
    [
        .. Enumerable.Range(0, Math.Min(answers.Classes, ExplainedOfAKind)).SelectMany(c => Most(answers, photo => answers.Labels[photo] == c ? answers[photo][c] : -1, Math.Max(1, ExplainedOfAKind / answers.Classes)))
            .Concat(Most(answers, answers.LossOf, ExplainedOfAKind))
            .Concat(Most(answers, photo => -Margin(answers, photo, threshold), ExplainedOfAKind))
            .Distinct(),
    ];

    // How far the answer is from another one.
    private static double Margin(Probabilities answers, int photo, double? threshold)
    {
        if (threshold is { } cut)
            return Math.Abs(answers[photo][1] - cut);
        var sorted = answers[photo].ToArray().OrderDescending().ToArray();
        return sorted[0] - sorted[1];
    }

    private static int[] Most(Probabilities answers, Func<int, double> by, int count) =>
        [.. Enumerable.Range(0, answers.Photos).OrderByDescending(by).ThenBy(photo => photo).Take(count)];
}
