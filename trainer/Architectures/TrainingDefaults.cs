using PhotoScore.Core.Training;

namespace PhotoScore.Trainer.Architectures;

/// <summary>How an architecture is trained unless a request says otherwise; the words are those of <see cref="TrainingRequest"/>.</summary>
/// <param name="Optimizer">One of <see cref="OptimizationWords.Optimizers"/>.</param>
/// <param name="LearningRate">Step size at the start; for <c>oneCycle</c> the largest one.</param>
/// <param name="Schedule">One of <see cref="OptimizationWords.Schedules"/>.</param>
/// <param name="BatchSize">Photos a step.</param>
/// <param name="Epochs">Passes over the train split.</param>
/// <param name="Augmentation">Random changes to training photos.</param>
/// <param name="Loss">One of <see cref="OptimizationWords.Losses"/>.</param>
public sealed record TrainingDefaults(
    string Optimizer,
    double LearningRate,
    string Schedule,
    int BatchSize,
    int Epochs,
    AugmentationSettings Augmentation,
    string Loss)
{
    /// <summary>With this optimizer; null for 0.9 with <c>sgd</c> and 0 with <c>rmsprop</c>.</summary>
    public double? Momentum { get; init; }

    /// <summary>With this optimizer, <c>sgd</c>.</summary>
    public bool Nesterov { get; init; }

    /// <summary>Null for 0.01 with <c>adamw</c> and 0 with the others.</summary>
    public double? WeightDecay { get; init; }

    /// <summary>With schedule <c>step</c>: after how many steps the rate is multiplied again.</summary>
    public int? StepEvery { get; init; }

    /// <summary>With schedules <c>step</c> and <c>reduceOnPlateau</c>.</summary>
    public double? StepFactor { get; init; }

    /// <summary>With schedule <c>reduceOnPlateau</c>, in epochs.</summary>
    public int? Patience { get; init; }

    /// <summary>Steps over which the rate rises to what this schedule says.</summary>
    public int WarmUpSteps { get; init; }

    /// <summary>With loss <c>focal</c>.</summary>
    public double? FocalGamma { get; init; }

    /// <summary>The part of a label that is shared out among all classes, with this loss.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>The alpha of mixup; 0 for none.</summary>
    public double Mixup { get; init; }

    /// <summary>The largest norm of a step's gradient; 0 for any.</summary>
    public double ClipNorm { get; init; }

    /// <summary>The decay of the weights' average; 0 for none.</summary>
    public double Ema { get; init; }

    /// <summary>One of <see cref="OptimizationWords.Precisions"/>.</summary>
    public string Precision { get; init; } = "float32";

    /// <summary>What else learns from an epoch on.</summary>
    public IReadOnlyList<UnfreezeStep> Unfreeze { get; init; } = [];
}
