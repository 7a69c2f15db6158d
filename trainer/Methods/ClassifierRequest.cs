using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Optimization;

namespace PhotoScore.Trainer.Methods;

/// <summary>A request as a classifier on features carried it out.</summary>
internal static class ClassifierRequest
{
    /// <summary>What is asked for, with the architecture's own filled in.</summary>
    public static ClassifierSettings Settle(Architecture architecture, TrainingRequest request)
    {
        var (own, asked) = (architecture.Classifier ?? new(), request.Classifier ?? new());
        return asked with
        {
            Kind = asked.Kind ?? own.Kind,
            Layer = asked.Layer ?? own.Layer,
            Mirror = asked.Mirror ?? own.Mirror ?? false,
        };
    }

    /// <summary>Without all that only means something to training step by step.</summary>
    public static TrainingRequest Complete(TrainingRequest request, TrainingPlan plan, ClassifierSettings settings) => request with
    {
        Optimizer = null,
        Momentum = null,
        Nesterov = null,
        WeightDecay = null,
        LearningRate = null,
        Schedule = null,
        StepEvery = null,
        StepFactor = null,
        Patience = null,
        WarmUpSteps = null,
        BatchSize = plan.BatchSize,
        MicroBatch = null,
        Epochs = null,
        Augmentation = null,
        Loss = plan.Loss.Name,
        FocalGamma = null,
        LabelSmoothing = null,
        EarlyStopping = null,
        Mixup = null,
        ClipNorm = null,
        Ema = null,
        Precision = null,
        Unfreeze = null,
        Classifier = settings,
    };
}
