namespace PhotoScore.Core.Storage;

/// <summary>The blob containers and queues of a deployment: one of each kind.</summary>
public static class Containers
{
    /// <summary>Dataset versions: recipe, candidates, chunks, shards, tables, manifest.</summary>
    public const string Datasets = "datasets";

    /// <summary>Model versions and which of them is current.</summary>
    public const string Models = "models";

    /// <summary>Photos and lists that a user brings.</summary>
    public const string Sources = "sources";

    /// <summary>A photo written here as <c>{model}/…</c> is scored.</summary>
    public const string Uploads = "uploads";

    /// <summary>The answers to uploads.</summary>
    public const string Scores = "scores";

    /// <summary>Batch scorings: what was asked for, a part of the answers each, and what they come to.</summary>
    public const string Scorings = "scorings";

    /// <summary>What a model's versions were asked, by day: counts and moments, never a photo.</summary>
    public const string Monitoring = "monitoring";

    /// <summary>What several processes must agree on between builds, such as the calls that an API key has left.</summary>
    public const string State = "state";

    /// <summary>Queue of hints from a running training to the functions.</summary>
    public const string TrainingEvents = "training-events";

    /// <summary>Queue of jobs for the local trainer worker; only on one machine.</summary>
    public const string TrainingJobs = "training-jobs";
}
