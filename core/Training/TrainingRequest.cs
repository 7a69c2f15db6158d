using PhotoScore.Core.Naming;

namespace PhotoScore.Core.Training;

/// <summary>What a user asks a training to do. Everything but dataset, version and architecture falls back to the architecture's own settings.</summary>
public sealed record TrainingRequest
{
    /// <summary>The dataset to learn from.</summary>
    public required DatasetName Dataset { get; init; }

    /// <summary>Its version; the newest complete one when null.</summary>
    public VersionId? Version { get; init; }

    /// <summary>The network, such as <c>basic-cnn-augmented</c>.</summary>
    public required string Architecture { get; init; }

    /// <summary>Pretrained weights to start from; random numbers when null.</summary>
    public WeightsSource? Init { get; init; }

    /// <summary>One of <see cref="OptimizationWords.Optimizers"/>.</summary>
    public string? Optimizer { get; init; }

    /// <summary>The part of the last step that the next one keeps, for <c>sgd</c> and <c>rmsprop</c>.</summary>
    public double? Momentum { get; init; }

    /// <summary>Whether the gradient is taken where momentum will have led, for <c>sgd</c>.</summary>
    public bool? Nesterov { get; init; }

    /// <summary>How strongly weights are drawn to zero; biases and the parameters of norms are left alone.</summary>
    public double? WeightDecay { get; init; }

    /// <summary>Step size at the start; for <c>oneCycle</c> the largest one.</summary>
    public double? LearningRate { get; init; }

    /// <summary>How the learning rate changes: one of <see cref="OptimizationWords.Schedules"/>.</summary>
    public string? Schedule { get; init; }

    /// <summary>Steps after which schedule <c>step</c> multiplies the rate again.</summary>
    public int? StepEvery { get; init; }

    /// <summary>What schedules <c>step</c> and <c>reduceOnPlateau</c> multiply the rate by.</summary>
    public double? StepFactor { get; init; }

    /// <summary>Epochs without a lower validation loss after which schedule <c>reduceOnPlateau</c> multiplies the rate.</summary>
    public int? Patience { get; init; }

    /// <summary>Steps over which the rate rises to what the schedule says.</summary>
    public int? WarmUpSteps { get; init; }

    /// <summary>Photos a step.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Passes over the train split, at most.</summary>
    public int? Epochs { get; init; }

    /// <summary>Random changes to training photos; the architecture's own when null.</summary>
    public AugmentationSettings? Augmentation { get; init; }

    /// <summary>
    /// What is done to pixels before the first layer: <c>unit</c> scales them to 0 to 1, <c>dataset</c> and <c>imagenet</c> take a mean from that and divide by a
    /// deviation; the moments of the pretrained weights, or the architecture's own, when null.
    /// </summary>
    public string? Normalization { get; init; }

    /// <summary>What training makes small: one of <see cref="OptimizationWords.Losses"/>.</summary>
    public string? Loss { get; init; }

    /// <summary>How much less loss <c>focal</c> gives to photos that are answered well.</summary>
    public double? FocalGamma { get; init; }

    /// <summary>The part of a label that is shared out among all classes.</summary>
    public double? LabelSmoothing { get; init; }

    /// <summary>The alpha of mixup: above 0, every photo of a step is blended with another one, and so are their labels.</summary>
    public double? Mixup { get; init; }

    /// <summary>The largest norm of a step's gradient; a longer one is shortened. 0 for none.</summary>
    public double? ClipNorm { get; init; }

    /// <summary>The decay of an average of the weights over the steps, which is then what is measured and published. 0 for none.</summary>
    public double? Ema { get; init; }

    /// <summary>What convolutions and dense layers compute in while they train: one of <see cref="OptimizationWords.Precisions"/>.</summary>
    public string? Precision { get; init; }

    /// <summary>More layers that learn from an epoch on, when the architecture begins with some of them frozen.</summary>
    public IReadOnlyList<UnfreezeStep>? Unfreeze { get; init; }

    /// <summary>Photos that are computed at once, where a batch is too large for the device; gradients of a batch are summed.</summary>
    public int? MicroBatch { get; init; }

    /// <summary>Which photos are compared, for an architecture that ranks.</summary>
    public RankingSettings? Ranking { get; init; }

    /// <summary>Decides initial weights, order and augmentation.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Epochs without a better validation loss after which training stops; never when null or 0.</summary>
    public int? EarlyStopping { get; init; }

    /// <summary>What is fitted to the features of a frozen trunk; for architectures that learn so.</summary>
    public ClassifierSettings? Classifier { get; init; }

    /// <summary>What the training needs of the machine.</summary>
    public TrainingDevice Device { get; init; } = TrainingDevice.Auto;

    /// <summary>What the decision between two classes is chosen for; balanced accuracy when null.</summary>
    public ThresholdRequest? Threshold { get; init; }

    /// <summary>How often answers may be wrong before photos are rather left to a person; all are answered when null.</summary>
    public AbstainRequest? Abstain { get; init; }

    /// <summary>Whether the published network looks at a photo and its mirror image and takes the mean of both logits, at twice the cost.</summary>
    public bool TestFlips { get; init; }

    /// <summary>Whether the evaluation says what taking the labels of known duplicates would change.</summary>
    public bool KnownDuplicates { get; init; }

    /// <summary>Whether the new version answers when no version is named.</summary>
    public Promotion Promote { get; init; } = Promotion.IfBetter;
}

/// <summary>What else learns from an epoch on.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="From">The first layer that learns; all that come after it do too.</param>
public sealed record UnfreezeStep(int Epoch, string From);

/// <summary>When a new version becomes current.</summary>
public enum Promotion
{
    /// <summary>
    /// When there is no current version, or the new one's balanced accuracy is higher by a difference whose interval is above zero, on test photos that the current one did
    /// not learn from; never when it answers one class only.
    /// </summary>
    IfBetter,

    /// <summary>As soon as it is published.</summary>
    Always,

    /// <summary>Only by a request of its own.</summary>
    Never,
}
