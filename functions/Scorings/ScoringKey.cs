using PhotoScore.Core.Naming;
using PhotoScore.Core.Storage;

namespace PhotoScore.Functions.Scorings;

/// <summary>Which scoring of a model.</summary>
internal sealed record ScoringKey(ModelName Model, VersionId Scoring)
{
    /// <summary>Its orchestration.</summary>
    public string InstanceId => $"scoring-{Model}-{Scoring}";

    /// <summary>Its blobs.</summary>
    public ScoringPaths Paths() => new(Model, Scoring);
}
