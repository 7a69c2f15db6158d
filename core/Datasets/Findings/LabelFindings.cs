namespace PhotoScore.Core.Datasets.Findings;

/// <summary>The figures behind the warnings about labels.</summary>
public sealed record LabelFindings
{
    /// <summary>How many kept photos each class has, in the order of the classes, by split: <c>train</c>, <c>validation</c>, <c>test</c>.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<int>> ClassCounts { get; init; }

    /// <summary>How many photos have the very score at which classes part, and might as well be in the other class; null unless labels come from scores.</summary>
    public int? TiedAtCut { get; init; }

    /// <summary>The share of scored photos whose score is not theirs alone; null unless labels come from scores.</summary>
    public double? TiedScores { get; init; }

    /// <summary>The share of scored photos that have the most frequent score; null unless labels come from scores.</summary>
    public double? MostFrequentScore { get; init; }

    /// <summary>How well single facts that have nothing to do with what a photo shows predict its label; facts that are the same for all photos are left out.</summary>
    public IReadOnlyList<LabelShortcut> Shortcuts { get; init; } = [];

    /// <summary>Spearman's rank correlation of scores with how often photos were seen: the score's denominator, or views; null where that is not known.</summary>
    public double? ScoreViewsCorrelation { get; init; }

    /// <summary>Spearman's rank correlation of scores with what people did about photos: the score's numerator, or its metric; null where views are not known.</summary>
    public double? ScoreLikesCorrelation { get; init; }

    /// <summary>The share of scored photos that nobody liked (numerator or metric 0); null where views are not known.</summary>
    public double? ZeroLikes { get; init; }
}

/// <summary>How well one fact about photos predicts their labels.</summary>
/// <param name="Feature"><c>file size</c>, <c>image size</c>, <c>aspect ratio</c>, <c>format</c>, <c>source</c> or <c>author</c>.</param>
/// <param name="BalancedAccuracy">The mean over classes of the share predicted rightly, by a baseline that never saw the photo (cross-validated).</param>
/// <param name="SplitBalancedAccuracy">The same of a baseline that learned from the train split, on validation and test; null without photos there.</param>
/// <param name="Chance">What guessing gives: one over the number of classes that occur.</param>
/// <param name="Majority">The share of the largest class: what always naming it gives in plain accuracy.</param>
/// <param name="Example">The most telling value, in words, such as <c>width below 201: 512 of 520 are cat</c>.</param>
public sealed record LabelShortcut(
    string Feature, double BalancedAccuracy, double? SplitBalancedAccuracy, double Chance, double Majority, string Example);
