namespace PhotoScore.Core.Training;

/// <summary>What is wrong with how a request ranks, before anything is looked up.</summary>
internal static class RankingFaults
{
    private const string Prefix = "popularity-ranker";

    /// <summary>Every fault, by the camelCase path of the member it concerns; empty when there is none.</summary>
    public static IEnumerable<(string Path, string Fault)> Find(TrainingRequest request)
    {
        var ranks = request.Architecture?.StartsWith(Prefix, StringComparison.Ordinal) == true;
        if (ranks && request.BatchSize is { } batch && batch % 2 != 0)
            yield return ("batchSize", $"{request.Architecture} takes photos in pairs: must be even.");
        if (ranks && request.Mixup is > 0)
            yield return ("mixup", $"{request.Architecture} compares photos as they are; leave it out.");
        if (ranks && request.Loss is not (null or "pairwiseLogistic"))
            yield return ("loss", $"{request.Architecture} learns from pairs; leave it out.");
        if (request.Ranking is not { } ranking)
            yield break;
        if (!ranks && ArchitectureNames.All.Contains(request.Architecture))
            yield return ("ranking", $"'{request.Architecture}' does not rank; leave it out, or choose {Prefix}.");
        if (ranking.WindowDays is not (>= 0 and <= 36_500))
            yield return ("ranking.windowDays", "Must be from 0 (any) to 36500.");
        if (ranking.MinDifference is not (>= 0 and <= double.MaxValue))
            yield return ("ranking.minDifference", "Must be 0 or more.");
        if (ranking.PairsPerPhoto is < 1 or > 100)
            yield return ("ranking.pairsPerPhoto", "Must be from 1 to 100.");
    }
}
