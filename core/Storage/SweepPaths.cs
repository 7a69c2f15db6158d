using PhotoScore.Core.Naming;

namespace PhotoScore.Core.Storage;

/// <summary>Blob names of one sweep in container <see cref="Containers.Models"/>. No model version lies below them, so no sweep uses one up.</summary>
/// <param name="Model">The model that the winner becomes a version of.</param>
/// <param name="Sweep">The sweep's own number.</param>
public sealed record SweepPaths(ModelName Model, VersionId Sweep)
{
    /// <summary>What the names of all sweeps of a model begin with.</summary>
    public static string All(ModelName model) => $"{model}/sweeps/";

    /// <summary>What all names of this sweep begin with, a slash at the end.</summary>
    public string Prefix => $"{All(Model)}{Sweep}/";

    /// <summary>What was asked for; creating it allocates the sweep.</summary>
    public string Request => $"{Prefix}sweep.json";

    /// <summary>A user cancelled the sweep when it exists; the trainers of its trials look for it and stop.</summary>
    public string Cancel => $"{Prefix}cancel";

    /// <summary>Which trials went on from a rung; the others were stopped there.</summary>
    public string Halving(int rung) => $"{Prefix}halving-{rung}.json";

    /// <summary>Which trial won, and the version that it becomes.</summary>
    public string Winner => $"{Prefix}winner.json";

    /// <summary>What the names of all trials begin with.</summary>
    public string Trials => $"{Prefix}trials/";

    /// <summary>A trial's blobs, named as those of a training; nothing is published among them. One marker cancels all trials.</summary>
    public ModelPaths Trial(int number) => new(Model, Sweep) { Prefix = $"{Trials}{number:D3}/", Cancel = Cancel };

    /// <summary>How a trial did when it reached a rung: the rung is done when it exists.</summary>
    public string Rung(int number, int rung) => $"{Trial(number).Prefix}rung-{rung}.json";
}
