using PhotoScore.Core.Naming;

namespace PhotoScore.Core.Training;

/// <summary>Ids of the orchestrations that watch trainings.</summary>
public static class TrainingInstances
{
    /// <summary><c>train-{model}-{version}</c>: one instance a model version, whoever asks.</summary>
    public static string Id(ModelName model, VersionId version) => $"train-{model}-{version}";
}
