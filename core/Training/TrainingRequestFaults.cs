namespace PhotoScore.Core.Training;

/// <summary>What is wrong with a training request before anything is looked up.</summary>
public static class TrainingRequestFaults
{
    /// <summary>Every fault, by the camelCase path of the member it concerns; empty when there is none.</summary>
    public static IEnumerable<(string Path, string Fault)> Find(TrainingRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Names(request)
            .Concat(WeightsFaults.Find(request.Init))
            .Concat(Numbers(request))
            .Concat(OptimizationFaults.Find(request))
            .Concat(AugmentationFaults.Find(request.Augmentation))
            .Concat(ClassifierFaults.Find(request))
            .Concat(RankingFaults.Find(request))
            .Concat(ThresholdFaults.Find(request.Threshold))
            .Concat(AbstainFaults.Find(request.Abstain));
    }

    private static IEnumerable<(string Path, string Fault)> Names(TrainingRequest request)
    {
        foreach (var (path, value, known) in new[]
        {
            ("architecture", request.Architecture, ArchitectureNames.All),
            ("optimizer", request.Optimizer, OptimizationWords.Optimizers),
            ("schedule", request.Schedule, OptimizationWords.Schedules),
            ("loss", request.Loss, OptimizationWords.Losses),
            ("precision", request.Precision, OptimizationWords.Precisions),
            ("normalization", request.Normalization, OptimizationWords.Normalizations),
        })
        {
            if (value is not null && !known.Contains(value))
                yield return (path, $"'{value}' is not known; choose one of {string.Join(", ", known)}.");
        }
    }

    private static IEnumerable<(string Path, string Fault)> Numbers(TrainingRequest request)
    {
        if (request.LearningRate is { } rate && !(rate is > 0 and <= 10))
            yield return ("learningRate", "Must be above 0 and at most 10.");
        if (request.BatchSize is < 1 or > 4096)
            yield return ("batchSize", "Must be from 1 to 4096.");
        if (request.Epochs is < 1 or > 10_000)
            yield return ("epochs", "Must be from 1 to 10000.");
        if (request.EarlyStopping is < 0)
            yield return ("earlyStopping", "Must be 0 (never) or the number of epochs without improvement after which to stop.");
    }
}
