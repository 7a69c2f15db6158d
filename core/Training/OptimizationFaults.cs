namespace PhotoScore.Core.Training;

/// <summary>What is wrong with how a request wants to optimize.</summary>
internal static class OptimizationFaults
{
    public static IEnumerable<(string Path, string Fault)> Find(TrainingRequest request) =>
        Steps(request).Concat(Rates(request)).Concat(Losses(request)).Concat(Strays(request)).Concat(Unfreezing(request.Unfreeze ?? []));

    private static IEnumerable<(string Path, string Fault)> Steps(TrainingRequest request)
    {
        if (request.Momentum is not (null or (>= 0 and < 1)))
            yield return ("momentum", "Must be at least 0 and below 1.");
        if (request.Nesterov is true && request.Momentum is 0)
            yield return ("nesterov", "Needs a momentum above 0.");
        if (request.WeightDecay is not (null or (>= 0 and <= 1)))
            yield return ("weightDecay", "Must be from 0 to 1.");
        if (request.ClipNorm is not (null or (>= 0 and <= 1e6)))
            yield return ("clipNorm", "Must be 0 (never) or the largest norm of a step's gradient, at most 1000000.");
        if (request.Ema is not (null or (>= 0 and < 1)))
            yield return ("ema", "Must be 0 (none) or a decay below 1, such as 0.999.");
        if (request.MicroBatch is < 1 or > 4096)
            yield return ("microBatch", "Must be from 1 to 4096.");
    }

    private static IEnumerable<(string Path, string Fault)> Rates(TrainingRequest request)
    {
        if (request.StepEvery is < 1)
            yield return ("stepEvery", "Must be the number of steps after which the rate is multiplied, at least 1.");
        if (request.StepFactor is not (null or (> 0 and < 1)))
            yield return ("stepFactor", "Must be above 0 and below 1.");
        if (request.Patience is < 1)
            yield return ("patience", "Must be the number of epochs without improvement after which the rate is multiplied, at least 1.");
        if (request.WarmUpSteps is < 0)
            yield return ("warmUpSteps", "Must be 0 (none) or the number of steps over which the rate rises.");
        if (request.WarmUpSteps > 0 && request.Schedule == "oneCycle")
            yield return ("warmUpSteps", "Schedule oneCycle begins with a warm-up of its own; leave this out.");
    }

    private static IEnumerable<(string Path, string Fault)> Losses(TrainingRequest request)
    {
        if (request.FocalGamma is not (null or (>= 0 and <= 10)))
            yield return ("focalGamma", "Must be from 0 to 10.");
        if (request.LabelSmoothing is not (null or (>= 0 and < 1)))
            yield return ("labelSmoothing", "Must be at least 0 and below 1.");
        if (request.Mixup is not (null or (>= 0 and <= 10)))
            yield return ("mixup", "Must be 0 (none) or the alpha of mixup, at most 10.");
        if (request.Loss != "pairwiseLogistic")
            yield break;
        if (request.LabelSmoothing > 0)
            yield return ("labelSmoothing", "Loss pairwiseLogistic compares photos, and has no labels to smooth; leave this out.");
        if (request.Mixup > 0)
            yield return ("mixup", "Loss pairwiseLogistic compares photos, and can't compare blends of them; leave this out.");
    }

    /// <summary>Settings beside a word that doesn't use them. The word must stand beside them: what an architecture would choose isn't known here.</summary>
    private static IEnumerable<(string Path, string Fault)> Strays(TrainingRequest request)
    {
        foreach (var (path, given, member, word, users) in new (string, bool, string, string?, string[])[]
        {
            ("momentum", request.Momentum is not null, "optimizer", request.Optimizer, ["sgd", "rmsprop"]),
            ("nesterov", request.Nesterov is not null, "optimizer", request.Optimizer, ["sgd"]),
            ("stepEvery", request.StepEvery is not null, "schedule", request.Schedule, ["step"]),
            ("stepFactor", request.StepFactor is not null, "schedule", request.Schedule, ["step", "reduceOnPlateau"]),
            ("patience", request.Patience is not null, "schedule", request.Schedule, ["reduceOnPlateau"]),
            ("focalGamma", request.FocalGamma is not null, "loss", request.Loss, ["focal"]),
        })
        {
            if (given && !users.Contains(word))
                yield return (path, $"Needs \"{member}\": \"{string.Join("\" or \"", users)}\" beside it.");
        }
    }

    private static IEnumerable<(string Path, string Fault)> Unfreezing(IReadOnlyList<UnfreezeStep> steps)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            var least = i == 0 ? 1 : steps[i - 1].Epoch + 1;
            if (steps[i].Epoch < least)
                yield return ($"unfreeze[{i}].epoch", i == 0 ? "Must be at least 1." : "Must be after the epoch before it in the list.");
            if (string.IsNullOrWhiteSpace(steps[i].From))
                yield return ($"unfreeze[{i}].from", "Must be the name of the first layer that learns from then on.");
        }
    }
}
