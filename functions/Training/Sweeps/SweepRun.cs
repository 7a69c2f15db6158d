using PhotoScore.Core.Training.Sweeps;
using PhotoScore.Functions.Models;

namespace PhotoScore.Functions.Training.Sweeps;

/// <summary>What the orchestration of a sweep knows from the start, and what it remembers across generations.</summary>
internal sealed record SweepRun
{
    public required SweepKey Key { get; init; }

    public required TrainingLimits Limits { get; init; }

    public required IReadOnlyList<Rung> Rungs { get; init; }

    /// <summary>Trials in the pool at once.</summary>
    public required int Parallel { get; init; }

    /// <summary>How long trials may be started; null for no limit.</summary>
    public double? Hours { get; init; }

    /// <summary>The winner; null while it is searched for.</summary>
    public SweepWinner? Winner { get; init; }
}

/// <summary>How a trial came off on a rung.</summary>
/// <param name="Trial">Its number.</param>
/// <param name="Score">How it answered; null when it was not measured.</param>
/// <param name="Cancelled">Whether a user stopped the sweep.</param>
/// <param name="Complaint">Why it failed; null otherwise.</param>
internal sealed record TrialEnd(int Trial, TrialScore? Score = null, bool Cancelled = false, string? Complaint = null);

/// <summary>Which trials go on.</summary>
internal sealed record TrialsToKeep(SweepKey Sweep, int Rung, IReadOnlyList<int> Survivors);

/// <summary>Which trial becomes a version.</summary>
internal sealed record TrialToPublish(SweepKey Sweep, int Trial);

/// <summary>The training of the winner's version, and the sweep that waits for it.</summary>
internal sealed record WinnerToRead(SweepKey Sweep, SweepWinner Winner);

/// <summary>How the winner's own training ended.</summary>
internal sealed record WinnerEnd(TrainingState State, PromotionOutcome? Promotion, string? Error);

/// <summary>How a sweep ended when it did not fail.</summary>
/// <param name="Cancelled">Whether a user stopped it.</param>
/// <param name="Winner">The winner; null when there is none.</param>
/// <param name="Promotion">Whether its version answers.</param>
internal sealed record SweepOutcome(bool Cancelled, SweepWinner? Winner = null, PromotionOutcome? Promotion = null);

/// <summary>A sweep that ended without a version; the message says why.</summary>
internal sealed class SweepFailedException(string message) : Exception(message);
