using PhotoScore.Core.Naming;
using PhotoScore.Core.Storage;
using PhotoScore.Core.Training.Sweeps;

namespace PhotoScore.Functions.Training.Sweeps;

/// <summary>Which sweep of a model.</summary>
internal sealed record SweepKey(ModelName Model, VersionId Sweep)
{
    /// <summary>Its orchestration.</summary>
    public string InstanceId => SweepInstances.Id(Model, Sweep);

    /// <summary>Its blobs.</summary>
    public SweepPaths Paths() => new(Model, Sweep);
}
