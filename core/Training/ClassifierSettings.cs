namespace PhotoScore.Core.Training;

/// <summary>What is fitted to the features of a frozen trunk. Members left out are the architecture's own, or found by cross-validation.</summary>
public sealed record ClassifierSettings
{
    /// <summary>One of <see cref="ClassifierWords.Kinds"/>, as far as the architecture takes it.</summary>
    public string? Kind { get; init; }

    /// <summary>
    /// <c>best</c>, <c>logistic</c>, <c>svm</c>: what a photo's loss weighs against the length of the weights; chosen among powers of ten from 1e-6 to 1e5 by cross-validation when null.
    /// </summary>
    public double? C { get; init; }

    /// <summary><c>best</c>, <c>logistic</c>, <c>svm</c>: one of <see cref="ClassifierWords.Scalings"/>; <c>best</c> chooses it when null, the others take <c>standard</c>.</summary>
    public string? Scaling { get; init; }

    /// <summary><c>forest</c> (500), <c>isolationForest</c> (100): how many trees.</summary>
    public int? Trees { get; init; }

    /// <summary>The layer whose outputs are the features, such as <c>fc6</c>; the trunk's last when null.</summary>
    public string? Layer { get; init; }

    /// <summary>Whether the mirror image of every training photo is learned from too.</summary>
    public bool? Mirror { get; init; }

    /// <summary>One class: its name in the dataset; needed where the dataset has several classes and its recipe does not say which one is meant.</summary>
    public string? Class { get; init; }

    /// <summary>One class: the share of its own training photos that may be taken for others.</summary>
    public double? Quantile { get; init; }

    /// <summary><c>nearestNeighbours</c>: the distance to which neighbour counts.</summary>
    public int? Neighbours { get; init; }

    /// <summary><c>oneClassSvm</c>: <c>rbf</c> or <c>linear</c>.</summary>
    public string? Kernel { get; init; }

    /// <summary><c>oneClassSvm</c>: the bound on the share of training photos outside, and on that of support vectors.</summary>
    public double? Nu { get; init; }

    /// <summary><c>oneClassSvm</c> with <c>rbf</c>: how fast similarity falls with the squared distance of standardised features; 1 / features when null.</summary>
    public double? Gamma { get; init; }
}
