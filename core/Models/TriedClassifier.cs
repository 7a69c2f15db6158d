using PhotoScore.Core.Training;

namespace PhotoScore.Core.Models;

/// <summary>A classifier on features, and how it did on training photos that it had not learned from, by cross-validation in which groups stay together.</summary>
/// <param name="Kind">One of <see cref="ClassifierWords.Discriminating"/>.</param>
/// <param name="Scaling">One of <see cref="ClassifierWords.Scalings"/>.</param>
/// <param name="C">Its best C.</param>
/// <param name="LogLoss">Mean over photos, natural logarithm, each a photo left out.</param>
/// <param name="BalancedAccuracy">At one half, or the most probable class.</param>
/// <param name="StandardError">Of the mean difference of its loss from the lowest one's, over groups; 0 for that one itself.</param>
/// <param name="Chosen">Whether it is the one that was published: the first whose loss is within one standard error of the lowest.</param>
public sealed record TriedClassifier(string Kind, string Scaling, double C, double LogLoss, double BalancedAccuracy, double StandardError, bool Chosen);
