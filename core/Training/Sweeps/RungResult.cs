using PhotoScore.Core.Models;

namespace PhotoScore.Core.Training.Sweeps;

/// <summary><c>rung-{n}.json</c>: how a trial did when it reached a rung.</summary>
public sealed record RungResult
{
    /// <summary>The rung, from 0.</summary>
    public required int Rung { get; init; }

    /// <summary>Epochs that it has trained for; 0 for a method that has none.</summary>
    public required int Epochs { get; init; }

    /// <summary>Whether more epochs would change nothing: it has run all, or stopped by itself.</summary>
    public required bool Finished { get; init; }

    /// <summary>The epoch that was measured.</summary>
    public required int BestEpoch { get; init; }

    /// <summary>Numbers that the network holds and training changes.</summary>
    public required long Parameters { get; init; }

    /// <summary>On the validation split; no trial ever sees the test split.</summary>
    public required EvaluationMetrics Validation { get; init; }

    /// <summary>When it was measured, UTC.</summary>
    public required DateTimeOffset MeasuredAt { get; init; }
}
