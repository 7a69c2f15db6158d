namespace PhotoScore.Functions.Training;

/// <summary>How long a training may be silent. Travels with the orchestration, so that a replay decides as the first run did.</summary>
internal sealed record TrainingLimits
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Training";

    /// <summary>Between two looks at <c>status.json</c> when no hint comes.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A job that has begun and is silent for longer is lost.</summary>
    public TimeSpan HeartbeatTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>A job that has not begun for longer is lost. Long: it may wait behind others, or for a machine to start.</summary>
    public TimeSpan QueueTimeout { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Submissions after the first one.</summary>
    public int Resubmissions { get; init; } = 3;
}
