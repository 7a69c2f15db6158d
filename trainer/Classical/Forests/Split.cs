namespace PhotoScore.Trainer.Classical.Forests;

/// <summary>A question, and how well it parts the classes.</summary>
/// <param name="Feature">Which feature.</param>
/// <param name="Threshold">What is at most this goes below.</param>
/// <param name="Purity">Over both sides the sum of squared class weights by the side's weight: the higher, the lower the Gini impurity.</param>
internal readonly record struct Split(int Feature, float Threshold, double Purity);
