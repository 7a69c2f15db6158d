using PhotoScore.Core.Naming;
using PhotoScore.Core.Storage;
using PhotoScore.Core.Training;

namespace PhotoScore.Functions.Training;

/// <summary>Which training: one a model version.</summary>
internal sealed record TrainingKey(ModelName Model, VersionId Version)
{
    /// <summary>Its orchestration.</summary>
    public string InstanceId => TrainingInstances.Id(Model, Version);

    /// <summary>Its blobs.</summary>
    public ModelPaths Paths() => new(Model, Version);
}
