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

    /// <summary><c>adam</c>, <c>rmsprop</c> or <c>sgd</c>.</summary>
    public string? Optimizer { get; init; }

    /// <summary>Step size at the start.</summary>
    public double? LearningRate { get; init; }

    /// <summary><c>constant</c> or <c>cosine</c>.</summary>
    public string? Schedule { get; init; }

    /// <summary>Photos a step.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Passes over the train split, at most.</summary>
    public int? Epochs { get; init; }

    /// <summary>Random changes to training photos; the architecture's own when null.</summary>
    public AugmentationSettings? Augmentation { get; init; }

    /// <summary><c>crossEntropy</c>, or <c>balancedCrossEntropy</c> which weighs every class the same.</summary>
    public string? Loss { get; init; }

    /// <summary>Decides initial weights, order and augmentation.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Epochs without a better validation loss after which training stops; never when null or 0.</summary>
    public int? EarlyStopping { get; init; }

    /// <summary>What is fitted to the features of a frozen trunk; for architectures that learn so.</summary>
    public ClassifierSettings? Classifier { get; init; }

    /// <summary>Whether the new version answers when no version is named.</summary>
    public Promotion Promote { get; init; } = Promotion.IfBetter;
}

/// <summary>Random changes to a training photo, drawn anew for every photo and epoch.</summary>
public sealed record AugmentationSettings
{
    /// <summary>Largest relative zoom in or out: 0.1 draws a factor from 0.9 to 1.1.</summary>
    public double Zoom { get; init; }

    /// <summary>Largest rotation to either side, in degrees.</summary>
    public double RotationDegrees { get; init; }

    /// <summary>Whether half of the photos are mirrored left to right.</summary>
    public bool HorizontalFlip { get; init; }
}

/// <summary>When a new version becomes current.</summary>
public enum Promotion
{
    /// <summary>When there is no current version, or the new one has a higher balanced accuracy on the same test split.</summary>
    IfBetter,

    /// <summary>As soon as it is published.</summary>
    Always,

    /// <summary>Only by a request of its own.</summary>
    Never,
}
