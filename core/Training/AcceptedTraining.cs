using PhotoScore.Core.Naming;

namespace PhotoScore.Core.Training;

/// <summary><c>training.json</c>: a training that was accepted. Creating it allocates the model version; it never changes.</summary>
public sealed record AcceptedTraining
{
    /// <summary>When it was accepted, UTC.</summary>
    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>The dataset version to learn from, which a request may leave open.</summary>
    public required VersionId DatasetVersion { get; init; }

    /// <summary>What was asked for.</summary>
    public required TrainingRequest Request { get; init; }

    /// <summary>A checkpoint of an equal training, a blob of the models' container, to go on from; null for most.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>In whose name it was asked for, see <see cref="RequestOrigin"/>; null for nobody's.</summary>
    public string? Origin { get; init; }
}
