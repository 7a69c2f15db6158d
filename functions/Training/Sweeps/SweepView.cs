using System.Text.Json.Nodes;
using PhotoScore.Core.Models;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Training.Sweeps;
using PhotoScore.Functions.Models;

namespace PhotoScore.Functions.Training.Sweeps;

/// <summary>The answer about one sweep: a table of all its trainings.</summary>
internal sealed record SweepView
{
    public required ModelName Model { get; init; }

    public required VersionId Sweep { get; init; }

    public required TrainingState Status { get; init; }

    public required AcceptedSweep Accepted { get; init; }

    /// <summary>The best first: by rung, then by validation. Trials that have not begun are not among them.</summary>
    public required IReadOnlyList<TrialRow> Trials { get; init; }

    /// <summary>The winner; null while it is searched for.</summary>
    public WinnerView? Winner { get; init; }

    public string? Error { get; init; }
}

/// <summary>The winner of a sweep.</summary>
/// <param name="Trial">Its number.</param>
/// <param name="Version">The version that it becomes.</param>
/// <param name="TestBalancedAccuracy">On the test split, which is touched once; null until the version is published.</param>
/// <param name="Promotion">Whether the version answers now; null until that is decided.</param>
internal sealed record WinnerView(int Trial, VersionId Version, double? TestBalancedAccuracy, PromotionOutcome? Promotion);

/// <summary>What became of a trial so far.</summary>
internal enum TrialState
{
    /// <summary>It waits for a machine.</summary>
    Queued,

    /// <summary>It learns.</summary>
    Running,

    /// <summary>It was measured, and may go on when the others of its rung are measured too.</summary>
    Waiting,

    /// <summary>Others of its rung were better.</summary>
    Stopped,

    /// <summary>It could not be measured.</summary>
    Failed,

    /// <summary>The sweep was cancelled.</summary>
    Cancelled,

    /// <summary>It is the winner.</summary>
    Won,
}

/// <summary>One training of a sweep.</summary>
internal sealed record TrialRow
{
    public required int Trial { get; init; }

    public required TrialState Status { get; init; }

    /// <summary>What was drawn for it.</summary>
    public required JsonObject Configuration { get; init; }

    /// <summary>The highest rung on which it was measured; null before the first.</summary>
    public int? Rung { get; init; }

    public int Epoch { get; init; }

    public int Epochs { get; init; }

    public double PhotosPerSecond { get; init; }

    public double? SecondsLeft { get; init; }

    public int? BestEpoch { get; init; }

    public long? Parameters { get; init; }

    /// <summary>On its highest rung.</summary>
    public EvaluationMetrics? Validation { get; init; }

    public string? Error { get; init; }
}
