using System.Text.Json;
using System.Text.Json.Serialization;
using PhotoScore.Core.Json;
using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures;
using TorchSharp;

namespace PhotoScore.Trainer.Optimization;

/// <summary>A request with the architecture's defaults filled in: nothing is left open.</summary>
internal sealed record TrainingPlan
{
    public required OptimizerPlan Optimizer { get; init; }

    /// <summary>The step size that the schedule starts from; for <c>oneCycle</c> the largest one.</summary>
    public required double LearningRate { get; init; }

    public required SchedulePlan Schedule { get; init; }

    public required int BatchSize { get; init; }

    /// <summary>Photos that are computed at once; 0 for a whole batch.</summary>
    public int MicroBatch { get; init; }

    public required int Epochs { get; init; }

    public required AugmentationSettings Augmentation { get; init; }

    public required LossPlan Loss { get; init; }

    public required int Seed { get; init; }

    /// <summary>Epochs without a better validation loss that end the training; 0 for never.</summary>
    public required int EarlyStopping { get; init; }

    /// <summary>The alpha of mixup; 0 for none.</summary>
    public double Mixup { get; init; }

    /// <summary>The largest norm of a step's gradient; 0 for any.</summary>
    public double ClipNorm { get; init; }

    /// <summary>The decay of the weights' average; 0 for none.</summary>
    public double Ema { get; init; }

    /// <summary>One of <see cref="OptimizationWords.Precisions"/>.</summary>
    public string Precision { get; init; } = "float32";

    /// <summary>The same in Torch's words.</summary>
    [JsonIgnore]
    public torch.ScalarType TorchPrecision => Precision == "bfloat16" ? torch.bfloat16 : torch.float32;

    /// <summary>What else learns from an epoch on.</summary>
    public IReadOnlyList<UnfreezeStep> Unfreeze { get; init; } = [];

    /// <summary>Which photos are compared; null for what the architecture does by itself.</summary>
    public RankingSettings? Ranking { get; init; }

    public static TrainingPlan For(TrainingRequest request, TrainingDefaults defaults) => new()
    {
        Optimizer = OptimizerPlan.For(request, defaults),
        LearningRate = request.LearningRate ?? defaults.LearningRate,
        Schedule = SchedulePlan.For(request, defaults),
        BatchSize = request.BatchSize ?? defaults.BatchSize,
        MicroBatch = request.MicroBatch ?? 0,
        Epochs = request.Epochs ?? defaults.Epochs,
        Augmentation = request.Augmentation ?? defaults.Augmentation,
        Loss = LossPlan.For(request, defaults),
        Seed = request.Seed,
        EarlyStopping = request.EarlyStopping ?? 0,
        Mixup = request.Mixup ?? defaults.Mixup,
        ClipNorm = request.ClipNorm ?? defaults.ClipNorm,
        Ema = request.Ema ?? defaults.Ema,
        Precision = request.Precision ?? defaults.Precision,
        Unfreeze = request.Unfreeze ?? defaults.Unfreeze,
        Ranking = request.Ranking,
    };

    /// <summary>Whether both train in the same way; records compare their lists by identity, and one that was read from a file has lists of its own.</summary>
    public bool IsSameAs(TrainingPlan other) => JsonSerializer.Serialize(this, StoredJson.Compact) == JsonSerializer.Serialize(other, StoredJson.Compact);

    /// <summary>The request as it was carried out, for <c>model.json</c>; without what its optimizer, schedule and loss don't use.</summary>
    public TrainingRequest Complete(TrainingRequest request) => request with
    {
        Optimizer = Optimizer.Name,
        Momentum = Optimizer.HasMomentum ? Optimizer.Momentum : null,
        Nesterov = Optimizer.Nesterov ? true : null,
        WeightDecay = Optimizer.WeightDecay,
        LearningRate = LearningRate,
        Schedule = Schedule.Name,
        StepEvery = Schedule.Name == "step" ? Schedule.StepEvery : null,
        StepFactor = Schedule.Name is "step" or "reduceOnPlateau" ? Schedule.StepFactor : null,
        Patience = Schedule.Name == "reduceOnPlateau" ? Schedule.Patience : null,
        WarmUpSteps = Schedule.WarmUpSteps,
        BatchSize = BatchSize,
        MicroBatch = MicroBatch > 0 ? MicroBatch : null,
        Epochs = Epochs,
        Augmentation = Augmentation,
        Loss = Loss.Name,
        FocalGamma = Loss.Name == "focal" ? Loss.FocalGamma : null,
        LabelSmoothing = Loss.LabelSmoothing,
        EarlyStopping = EarlyStopping,
        Mixup = Mixup,
        ClipNorm = ClipNorm,
        Ema = Ema,
        Precision = Precision,
        Unfreeze = Unfreeze,
    };
}
