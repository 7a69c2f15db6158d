using PhotoScore.Core.Naming;
using PhotoScore.Core.Storage;
using PhotoScore.Core.Training;
using PhotoScore.Core.Training.Sweeps;

namespace PhotoScore.Functions.Training;

/// <summary>Which training: one a model version, or a trial of a sweep on its way to a rung.</summary>
/// <param name="Model">The model.</param>
/// <param name="Version">The version that it becomes; of a trial, its sweep.</param>
/// <param name="Trial">Which trial; null for a training that becomes a version.</param>
internal sealed record TrainingKey(ModelName Model, VersionId Version, SweepTrial? Trial = null)
{
    /// <summary>Its orchestration.</summary>
    public string InstanceId => Trial is null
        ? TrainingInstances.Id(Model, Version)
        : SweepInstances.Trial(Model, Version, Trial.Number, Trial.Rung);

    /// <summary>Its blobs.</summary>
    public ModelPaths Paths() => Trial is null ? new(Model, Version) : new SweepPaths(Model, Version).Trial(Trial.Number);
}
