using PhotoScore.Core.Training;

namespace PhotoScore.Trainer.Architectures;

/// <summary>How an architecture is trained unless a request says otherwise; the words are those of <see cref="TrainingRequest"/>.</summary>
/// <param name="Optimizer"><c>adam</c>, <c>rmsprop</c> or <c>sgd</c>.</param>
/// <param name="LearningRate">Step size at the start.</param>
/// <param name="Schedule"><c>constant</c> or <c>cosine</c>.</param>
/// <param name="BatchSize">Photos a step.</param>
/// <param name="Epochs">Passes over the train split.</param>
/// <param name="Augmentation">Random changes to training photos.</param>
/// <param name="Loss"><c>crossEntropy</c> or <c>balancedCrossEntropy</c>.</param>
public sealed record TrainingDefaults(
    string Optimizer,
    double LearningRate,
    string Schedule,
    int BatchSize,
    int Epochs,
    AugmentationSettings Augmentation,
    string Loss);
