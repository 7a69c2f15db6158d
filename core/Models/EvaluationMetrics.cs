namespace PhotoScore.Core.Models;

/// <summary>
/// How well a split is answered at the published threshold. Intervals are of 95%, by a seeded bootstrap that takes groups of photos (duplicates, and authors where the split
/// keeps them together) as a whole. Members that older models lack are null or empty there.
/// </summary>
public sealed record EvaluationMetrics
{
    /// <summary>How many photos.</summary>
    public required int Photos { get; init; }

    /// <summary>How many groups of photos the intervals resample; with few of them an interval says little.</summary>
    public int? Groups { get; init; }

    /// <summary>Mean cross-entropy, natural logarithm; <see cref="LogLoss"/> has its interval.</summary>
    public required double Loss { get; init; }

    /// <summary>The share that was right.</summary>
    public required double Accuracy { get; init; }

    /// <summary>Interval of the accuracy, low and high.</summary>
    public IReadOnlyList<double>? AccuracyInterval { get; init; }

    /// <summary>The mean over classes of the share that was right.</summary>
    public required double BalancedAccuracy { get; init; }

    /// <summary>Interval of the balanced accuracy, low and high.</summary>
    public required IReadOnlyList<double> BalancedAccuracyInterval { get; init; }

    /// <summary>
    /// Area under the ROC curve of the second class' probability; for more than two classes the mean over classes, each against the rest. Null where only one class is
    /// there.
    /// </summary>
    public double? RocAuc { get; init; }

    /// <summary>Interval of the area, low and high.</summary>
    public IReadOnlyList<double>? RocAucInterval { get; init; }

    /// <summary>Of the photos that were answered with a class the share that is of it, mean over classes; 0 for one that was never answered.</summary>
    public Estimate? Precision { get; init; }

    /// <summary>Of the photos of a class the share that was answered with it, mean over classes.</summary>
    public Estimate? Recall { get; init; }

    /// <summary>Harmonic mean of precision and recall of a class, mean over classes.</summary>
    public Estimate? F1 { get; init; }

    /// <summary>Average precision of the second class' probability (no interpolation); for more than two classes the mean over classes.</summary>
    public Estimate? AveragePrecision { get; init; }

    /// <summary>Mean cross-entropy, natural logarithm; a probability below 1e-7 counts as that.</summary>
    public Estimate? LogLoss { get; init; }

    /// <summary>
    /// Mean squared error of the probabilities (Brier 1950): of the second class' for two classes, summed over classes for more.
    /// </summary>
    public Estimate? Brier { get; init; }

    /// <summary>
    /// How far the most probable class' probability is from the share that it is right at, mean over photos in 15 bins of equal width (Guo et al. 2017).
    /// </summary>
    public Estimate? ExpectedCalibrationError { get; init; }

    /// <summary>Spearman's rank correlation of scores and probabilities of the second class; null unless the training ranked photos.</summary>
    public double? RankCorrelation { get; init; }

    /// <summary>Interval of the rank correlation, low and high; null in older models.</summary>
    public IReadOnlyList<double>? RankCorrelationInterval { get; init; }

    /// <summary>
    /// The share of pairs (one author, uploaded within the training's window) whose better photo has the higher probability; equal ones count half. Null unless the
    /// training ranked photos, and where there are no pairs.
    /// </summary>
    public double? PairAccuracy { get; init; }

    /// <summary>Interval of the pairs in order, low and high; null in older models.</summary>
    public IReadOnlyList<double>? PairAccuracyInterval { get; init; }

    /// <summary>Each class by itself, in the order of the model's classes.</summary>
    public IReadOnlyList<ClassMetrics> Classes { get; init; } = [];

    /// <summary>Whether this many right answers could be guessed: against one class in as many as there are.</summary>
    public BinomialTest? AgainstChance { get; init; }

    /// <summary>Whether this many right answers could come of luck: against <see cref="MajorityBaseline"/>.</summary>
    public BinomialTest? AgainstMajority { get; init; }

    /// <summary>What simpler ways to answer reach on the same photos.</summary>
    public IReadOnlyList<Baseline> Baselines { get; init; } = [];

    /// <summary>What taking the labels of known duplicates would change; null unless the training asked for it.</summary>
    public KnownDuplicatesEffect? KnownDuplicates { get; init; }

    /// <summary>How much is answered, and how well, when the photos in the model's band are left to a person; null where it has none.</summary>
    public AbstentionEffect? Abstention { get; init; }

    /// <summary>The accuracy of always answering the train split's most frequent class.</summary>
    public required double MajorityBaseline { get; init; }

    /// <summary>Row: true class, column: answered class.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> ConfusionMatrix { get; init; }
}

/// <summary>How well one class is told from the others.</summary>
public sealed record ClassMetrics
{
    /// <summary>How many photos are of the class.</summary>
    public required int Photos { get; init; }

    /// <summary>How many photos were answered with it.</summary>
    public required int Answered { get; init; }

    /// <summary>The share of those answered with it that are of it; 0 where none was.</summary>
    public required Estimate Precision { get; init; }

    /// <summary>The share of its photos that was answered with it; 0 where it has none.</summary>
    public required Estimate Recall { get; init; }

    /// <summary>Harmonic mean of both.</summary>
    public required Estimate F1 { get; init; }

    /// <summary>Area under the ROC curve against the other classes; null where there is no photo of it, or of no other.</summary>
    public Estimate? RocAuc { get; init; }

    /// <summary>Average precision against the other classes; null where <see cref="RocAuc"/> is.</summary>
    public Estimate? AveragePrecision { get; init; }
}

/// <summary>
/// An exact binomial test, two-sided: the chance of a count at least as improbable as this one. It takes photos as independent, which duplicates and photos of one author are
/// not; the bootstrap intervals do not.
/// </summary>
/// <param name="Expected">The share that would be right by luck.</param>
/// <param name="Right">How many were right.</param>
/// <param name="Photos">Of how many.</param>
/// <param name="PValue">The chance.</param>
/// <param name="Significant">Whether it is below 0.001, and more were right than expected.</param>
public sealed record BinomialTest(double Expected, int Right, int Photos, double PValue, bool Significant);

/// <summary>What a simpler way to answer reaches.</summary>
public sealed record Baseline
{
    /// <summary><c>majority</c>, <c>metadata</c> or <c>shuffledLabels</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it does, for people.</summary>
    public required string What { get; init; }

    /// <summary>Its accuracy; for <c>shuffledLabels</c> the mean and the 95% range over shuffles.</summary>
    public required Estimate Accuracy { get; init; }

    /// <summary>Its balanced accuracy, likewise.</summary>
    public required Estimate BalancedAccuracy { get; init; }

    /// <summary>For <c>shuffledLabels</c>: the share of shuffles that reach the model's own balanced accuracy.</summary>
    public double? PValue { get; init; }
}

/// <summary>Photos of a split that look like one of the train split, whose label is known.</summary>
/// <param name="MaxDistance">Bits of the difference hash in which two photos may differ.</param>
/// <param name="Photos">How many have such a photo.</param>
/// <param name="Right">For how many of them its label is the right one.</param>
/// <param name="AccuracyWithout">As the model answers.</param>
/// <param name="AccuracyWith">When these photos take the label of the nearest train photo.</param>
/// <param name="BalancedAccuracyWithout">As the model answers.</param>
/// <param name="BalancedAccuracyWith">With the known labels.</param>
/// <param name="Note">What the count means, for people: at or below the distance at which the dataset unites duplicates it is 0 by construction.</param>
public sealed record KnownDuplicatesEffect(
    int MaxDistance,
    int Photos,
    int Right,
    double AccuracyWithout,
    double AccuracyWith,
    double BalancedAccuracyWithout,
    double BalancedAccuracyWith,
    string Note);
