using System.Text.Json.Nodes;
using PhotoScore.Core.Naming;

namespace PhotoScore.Core.Training.Sweeps;

/// <summary><c>sweep.json</c>: a sweep that was accepted. Creating it allocates the sweep's number; it never changes.</summary>
public sealed record AcceptedSweep
{
    /// <summary>When it was accepted, UTC.</summary>
    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>The dataset version to learn from, which a request may leave open.</summary>
    public required VersionId DatasetVersion { get; init; }

    /// <summary>What was asked for.</summary>
    public required SweepRequest Request { get; init; }

    /// <summary>In whose name it was asked for, see <see cref="RequestOrigin"/>; null for nobody's.</summary>
    public string? Origin { get; init; }

    /// <summary>The spaces as they are searched: the default ones named, one architecture each, weights filled in.</summary>
    public required IReadOnlyList<JsonObject> Spaces { get; init; }

    /// <summary>The rungs, lowest first. Of a sweep that is bounded in hours the numbers of trials are the most that there can be.</summary>
    public required IReadOnlyList<Rung> Rungs { get; init; }

    /// <summary>The training that a trial is: its configuration, and what all trials share. Nothing of it is ever promoted.</summary>
    public JsonObject Training(int trial)
    {
        var members = TrialDraw.Configuration(Spaces, Request.Seed, trial);
        members["dataset"] = Request.Dataset.Value;
        members["version"] = DatasetVersion.ToString();
        members["seed"] ??= Request.Seed;
        members["device"] = Request.Device.ToString().ToLowerInvariant();
        members["promote"] = "never";
        return members;
    }
}
