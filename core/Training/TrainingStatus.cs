namespace PhotoScore.Core.Training;

/// <summary><c>status.json</c>: the trainer's latest word, replaced under a blob lease that carries its attempt.</summary>
public sealed record TrainingStatus
{
    /// <summary>Which submission speaks.</summary>
    public required int Attempt { get; init; }

    /// <summary>Rises by one with every write of an attempt.</summary>
    public required long Sequence { get; init; }

    /// <summary>What the trainer is doing.</summary>
    public required TrainingStage Stage { get; init; }

    /// <summary>When this was written, UTC; a status that grows old means that the trainer is gone.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The epoch under way, from 1; 0 before the first.</summary>
    public int Epoch { get; init; }

    /// <summary>Epochs at most.</summary>
    public int Epochs { get; init; }

    /// <summary>Steps done in all.</summary>
    public long Step { get; init; }

    /// <summary>Steps at most.</summary>
    public long Steps { get; init; }

    /// <summary>Photos a second in the current epoch.</summary>
    public double PhotosPerSecond { get; init; }

    /// <summary>Seconds until the end at this rate; null before a rate is known.</summary>
    public double? SecondsLeft { get; init; }

    /// <summary>One row an epoch, oldest first.</summary>
    public IReadOnlyList<EpochMetrics> Curve { get; init; } = [];

    /// <summary>What looks wrong with the training so far, each with what to do; the newest word on it, so one may go away again.</summary>
    public IReadOnlyList<TrainingDiagnosis> Diagnoses { get; init; } = [];

    /// <summary>
    /// The blob below <c>checkpoints/</c> that a new attempt goes on from; null before the first. Naming it here, under the lease, is what
    /// makes a checkpoint count: one that a paused twin wrote is never looked at.
    /// </summary>
    public string? Checkpoint { get; init; }

    /// <summary>Why it failed, in words that say what to do; null otherwise.</summary>
    public string? Error { get; init; }

    /// <summary>The last lines of the trainer's log.</summary>
    public IReadOnlyList<string> LogTail { get; init; } = [];
}

/// <summary>What a trainer is doing.</summary>
public enum TrainingStage
{
    /// <summary>It waits in the pool's queue.</summary>
    Queued,

    /// <summary>Reading shards.</summary>
    Loading,

    /// <summary>Learning.</summary>
    Training,

    /// <summary>Measuring the best epoch on the test split.</summary>
    Evaluating,

    /// <summary>Exporting, checking parity and uploading.</summary>
    Publishing,

    /// <summary>A trial of a sweep stands on its rung and was measured there; it may go on later.</summary>
    Measured,

    /// <summary><c>model.json</c> exists.</summary>
    Completed,

    /// <summary>It gave up; see the error.</summary>
    Failed,

    /// <summary>A user cancelled it.</summary>
    Cancelled,
}

/// <summary>One row of <c>curves.csv</c>.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="LearningRate">At the epoch's end.</param>
/// <param name="Train">Over the epoch's own augmented batches.</param>
/// <param name="Validation">Over the whole validation split, after the epoch.</param>
/// <param name="Seconds">How long the epoch took.</param>
public sealed record EpochMetrics(int Epoch, double LearningRate, SplitMetrics Train, SplitMetrics Validation, double Seconds);

/// <summary>How well a split was answered.</summary>
/// <param name="Loss">Mean cross-entropy, natural logarithm.</param>
/// <param name="Accuracy">The share of photos whose class was right.</param>
/// <param name="BalancedAccuracy">The mean over classes of the share that was right.</param>
public sealed record SplitMetrics(double Loss, double Accuracy, double BalancedAccuracy);

/// <summary>A message on queue <c>training-events</c>: a hint that <c>status.json</c> changed. May be lost, late or doubled.</summary>
/// <param name="InstanceId">The orchestration to wake: <c>train-{model}-{version}</c>.</param>
/// <param name="Attempt">As in the status.</param>
/// <param name="Sequence">As in the status.</param>
public sealed record TrainingEvent(string InstanceId, int Attempt, long Sequence);
