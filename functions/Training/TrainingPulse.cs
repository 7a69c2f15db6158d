using PhotoScore.Core.Training;

namespace PhotoScore.Functions.Training;

/// <summary>What storage says about a training at one moment: small enough for an orchestration's history.</summary>
internal sealed record TrainingPulse
{
    /// <summary>Whether <c>model.json</c> exists; of a trial, the result of its rung.</summary>
    public bool Published { get; init; }

    /// <summary>Whether a user asked to stop.</summary>
    public bool Cancelled { get; init; }

    /// <summary>The trainer's latest sign of life; null before the first.</summary>
    public TrainingBeat? Beat { get; init; }

    /// <summary>What the trainer is doing; <see cref="TrainingStage.Queued"/> before its first word.</summary>
    public TrainingStage Stage { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Error { get; init; }

    /// <summary>The last lines of its log; only when it failed or may be lost.</summary>
    public IReadOnlyList<string> LogTail { get; init; } = [];
}

/// <summary>One write of <c>status.json</c>. Any other value than before is a sign of life: a restarted attempt may count anew.</summary>
internal sealed record TrainingBeat(int Attempt, long Sequence, DateTimeOffset UpdatedAt);
