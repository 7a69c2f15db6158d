namespace PhotoScore.Core.Training;

/// <summary>Asks for a model that leaves to a person what it is not sure of; the band is chosen on the validation split.</summary>
public sealed record AbstainRequest
{
    /// <summary>The share of answered photos that may be wrong, from 0 and below 1; needed.</summary>
    public double? MaxErrorRate { get; init; }
}

/// <summary>What is wrong with a wanted band.</summary>
internal static class AbstainFaults
{
    public static IEnumerable<(string Path, string Fault)> Find(AbstainRequest? abstain)
    {
        if (abstain is not null && abstain.MaxErrorRate is not (>= 0 and < 1))
            yield return ("abstain.maxErrorRate", "Must be the share of answered photos that may be wrong, from 0 and below 1, such as 0.05.");
    }
}
