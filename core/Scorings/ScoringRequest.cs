using PhotoScore.Core.Datasets;
using PhotoScore.Core.Naming;

namespace PhotoScore.Core.Scorings;

/// <summary>Where the photos of a prefix lie.</summary>
public enum ScoringContainer
{
    /// <summary>Container <c>uploads</c>.</summary>
    Uploads,

    /// <summary>Container <c>sources</c>.</summary>
    Sources,
}

/// <summary>What to score: the blobs that begin with a prefix, or a dataset version. Either <see cref="Prefix"/> or <see cref="Dataset"/> is there.</summary>
public sealed record ScoringRequest
{
    /// <summary>What the names of the photos begin with.</summary>
    public string? Prefix { get; init; }

    /// <summary>Where they lie; null means <c>uploads</c>.</summary>
    public ScoringContainer? Container { get; init; }

    /// <summary>The dataset.</summary>
    public DatasetName? Dataset { get; init; }

    /// <summary>Its version; null means the newest that is complete.</summary>
    public VersionId? Version { get; init; }

    /// <summary>Only this split of it; null means all.</summary>
    public Split? Split { get; init; }

    /// <summary>The version of the model that answers; null means the current one, of several the one with the largest share.</summary>
    public VersionId? ModelVersion { get; init; }

    /// <summary>Whether each photo's embedding is wanted too.</summary>
    public bool Embeddings { get; init; }
}
