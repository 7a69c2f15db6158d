using Microsoft.DurableTask.Client;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Training;
using PhotoScore.Functions.Models;

namespace PhotoScore.Functions.Training;

/// <summary>Where a training stands, for people and programs that wait for it.</summary>
internal enum TrainingState
{
    Queued,
    Running,
    Completed,
    Failed,
    Cancelled,
}

/// <summary>The answer about one training.</summary>
internal sealed record TrainingView
{
    public required ModelName Model { get; init; }

    public required VersionId Version { get; init; }

    public required TrainingState Status { get; init; }

    public required TrainingStage Stage { get; init; }

    public required AcceptedTraining Accepted { get; init; }

    public int Attempt { get; init; }

    public int Epoch { get; init; }

    public int Epochs { get; init; }

    public long Step { get; init; }

    public long Steps { get; init; }

    public double PhotosPerSecond { get; init; }

    public double? SecondsLeft { get; init; }

    public IReadOnlyList<EpochMetrics> Curve { get; init; } = [];

    public IReadOnlyList<TrainingDiagnosis> Diagnoses { get; init; } = [];

    public string? Error { get; init; }

    public IReadOnlyList<string> LogTail { get; init; } = [];

    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>Whether the version answers now; null until that is decided.</summary>
    public PromotionOutcome? Promotion { get; init; }

    /// <summary>Puts together what the trainer said and what the orchestration made of it.</summary>
    public static TrainingView Of(
        TrainingKey key, AcceptedTraining accepted, TrainingStatus? status, bool cancelled, OrchestrationMetadata? instance)
    {
        var outcome = instance?.RuntimeStatus == OrchestrationRuntimeStatus.Completed ? instance.ReadOutputAs<TrainingOutcome>() : null;
        var state = StateOf(status, cancelled, instance, outcome);
        return new()
        {
            Model = key.Model,
            Version = key.Version,
            Status = state,
            Stage = status?.Stage ?? TrainingStage.Queued,
            Accepted = accepted,
            Attempt = status?.Attempt ?? 0,
            Epoch = status?.Epoch ?? 0,
            Epochs = status?.Epochs ?? 0,
            Step = status?.Step ?? 0,
            Steps = status?.Steps ?? 0,
            PhotosPerSecond = status?.PhotosPerSecond ?? 0,
            SecondsLeft = state == TrainingState.Running ? status?.SecondsLeft : null,
            Curve = status?.Curve ?? [],
            Diagnoses = status?.Diagnoses ?? [],
            Error = state == TrainingState.Failed ? status?.Error ?? ErrorOf(instance) : null,
            LogTail = status?.LogTail ?? [],
            UpdatedAt = status?.UpdatedAt,
            Promotion = outcome?.Promotion,
        };
    }

    private static TrainingState StateOf(
        TrainingStatus? status, bool cancelled, OrchestrationMetadata? instance, TrainingOutcome? outcome) => instance?.RuntimeStatus switch
        {
            _ when outcome is { Cancelled: false } => TrainingState.Completed,
            OrchestrationRuntimeStatus.Failed => TrainingState.Failed,
            OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Terminated => TrainingState.Cancelled,
            _ when cancelled => TrainingState.Cancelled,
            // The trainer is done; what is left is the promotion.
            _ => status?.Stage is null or TrainingStage.Queued ? TrainingState.Queued : TrainingState.Running,
        };

    // The real host may leave the details out and put the text into the output.
    private static string? ErrorOf(OrchestrationMetadata? instance) => instance?.FailureDetails?.ErrorMessage ?? instance?.SerializedOutput;
}
