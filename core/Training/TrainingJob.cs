using PhotoScore.Core.Naming;
using PhotoScore.Core.Storage;
using PhotoScore.Core.Training.Sweeps;

namespace PhotoScore.Core.Training;

/// <summary><c>job.json</c>: all that the trainer sees besides storage.</summary>
public sealed record TrainingJob
{
    /// <summary>The model to publish.</summary>
    public required ModelName Model { get; init; }

    /// <summary>The version to publish; of a trial, the sweep.</summary>
    public required VersionId Version { get; init; }

    /// <summary>Which trial of a sweep this is; null for a training that publishes a version.</summary>
    public SweepTrial? Trial { get; init; }

    /// <summary>A checkpoint of an equal training, a blob of the models' container, to go on from when the job has none of its own.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>The dataset version to learn from; complete.</summary>
    public required VersionId DatasetVersion { get; init; }

    /// <summary>What the user asked for.</summary>
    public required TrainingRequest Request { get; init; }

    /// <summary>The containers' names, which tests prefix: <c>datasets</c>, <c>models</c> and <c>sources</c> elsewhere.</summary>
    public string DatasetsContainer { get; init; } = Storage.Containers.Datasets;

    /// <inheritdoc cref="DatasetsContainer"/>
    public string ModelsContainer { get; init; } = Storage.Containers.Models;

    /// <inheritdoc cref="DatasetsContainer"/>
    public string SourcesContainer { get; init; } = Storage.Containers.Sources;

    /// <summary>The queue that is told of progress; none when null.</summary>
    public string? EventsQueue { get; init; } = Storage.Containers.TrainingEvents;

    /// <summary>Its blobs.</summary>
    public ModelPaths Paths() => Trial is null ? new ModelPaths(Model, Version) : new SweepPaths(Model, Version).Trial(Trial.Number);

    /// <summary>The orchestration that watches it.</summary>
    public string InstanceId() => Trial is null
        ? TrainingInstances.Id(Model, Version)
        : SweepInstances.Trial(Model, Version, Trial.Number, Trial.Rung);
}

/// <summary>A message on queue <c>training-jobs</c>: which job to run.</summary>
/// <param name="Job">The absolute URI of the <c>job.json</c> blob.</param>
/// <param name="Attempt">1 for the first submission, then rising; the trainer stamps what it writes with it.</param>
public sealed record TrainingSubmission(Uri Job, int Attempt);
