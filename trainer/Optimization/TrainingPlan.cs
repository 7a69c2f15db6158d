using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures;

namespace PhotoScore.Trainer.Optimization;

/// <summary>A request with the architecture's defaults filled in: nothing is left open.</summary>
internal sealed record TrainingPlan
{
    public required string Optimizer { get; init; }

    public required double LearningRate { get; init; }

    public required string Schedule { get; init; }

    public required int BatchSize { get; init; }

    public required int Epochs { get; init; }

    public required AugmentationSettings Augmentation { get; init; }

    public required string Loss { get; init; }

    public required int Seed { get; init; }

    /// <summary>Epochs without a better validation loss that end the training; 0 for never.</summary>
    public required int EarlyStopping { get; init; }

    public static TrainingPlan For(TrainingRequest request, TrainingDefaults defaults) => new()
    {
        Optimizer = request.Optimizer ?? defaults.Optimizer,
        LearningRate = request.LearningRate ?? defaults.LearningRate,
        Schedule = request.Schedule ?? defaults.Schedule,
        BatchSize = request.BatchSize ?? defaults.BatchSize,
        Epochs = request.Epochs ?? defaults.Epochs,
        Augmentation = request.Augmentation ?? defaults.Augmentation,
        Loss = request.Loss ?? defaults.Loss,
        Seed = request.Seed,
        EarlyStopping = request.EarlyStopping ?? 0,
    };

    /// <summary>The request as it was carried out, for <c>model.json</c>.</summary>
    public TrainingRequest Complete(TrainingRequest request) => request with
    {
        Optimizer = Optimizer,
        LearningRate = LearningRate,
        Schedule = Schedule,
        BatchSize = BatchSize,
        Epochs = Epochs,
        Augmentation = Augmentation,
        Loss = Loss,
        EarlyStopping = EarlyStopping,
    };
}
