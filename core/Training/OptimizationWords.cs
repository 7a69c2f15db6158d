namespace PhotoScore.Core.Training;

/// <summary>The words that a training request may use for how it optimizes.</summary>
public static class OptimizationWords
{
    /// <summary>How a gradient becomes a step.</summary>
    public static IReadOnlyList<string> Optimizers { get; } = ["adam", "adamw", "rmsprop", "sgd"];

    /// <summary>How the learning rate changes.</summary>
    public static IReadOnlyList<string> Schedules { get; } = ["constant", "step", "cosine", "oneCycle", "reduceOnPlateau"];

    /// <summary>What is made small.</summary>
    public static IReadOnlyList<string> Losses { get; } = ["crossEntropy", "balancedCrossEntropy", "meanSquaredError", "focal", "pairwiseLogistic"];

    /// <summary>What convolutions and dense layers compute in.</summary>
    public static IReadOnlyList<string> Precisions { get; } = ["float32", "bfloat16"];

    /// <summary>By which moments pixels are normalised.</summary>
    public static IReadOnlyList<string> Normalizations { get; } = ["unit", "dataset", "imagenet"];
}
