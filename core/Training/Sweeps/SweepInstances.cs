using PhotoScore.Core.Naming;

namespace PhotoScore.Core.Training.Sweeps;

/// <summary>Ids of the orchestrations of sweeps.</summary>
public static class SweepInstances
{
    /// <summary><c>sweep-{model}-{sweep}</c>.</summary>
    public static string Id(ModelName model, VersionId sweep) => $"sweep-{model}-{sweep}";

    /// <summary>The one that watches a trial on its way to a rung.</summary>
    public static string Trial(ModelName model, VersionId sweep, int trial, int rung) => $"{Id(model, sweep)}-trial-{trial:D3}-rung-{rung}";
}
