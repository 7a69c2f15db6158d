using PhotoScore.Core.Naming;

namespace PhotoScore.Core.Storage;

/// <summary>Blob names of one model version in container <see cref="Containers.Models"/>.</summary>
/// <param name="Model">The model.</param>
/// <param name="Version">Its version.</param>
public sealed record ModelPaths(ModelName Model, VersionId Version)
{
    /// <summary>What all names of this version begin with, a slash at the end.</summary>
    public string Prefix { get; init; } = $"{Model}/{Version}/";

    /// <summary>What was asked for; creating it allocates the version.</summary>
    public string Request => $"{Prefix}training.json";

    /// <summary>What the trainer is told; all that it sees besides storage.</summary>
    public string Job => $"{Prefix}job.json";

    /// <summary>The trainer's latest word; it holds a lease on this blob while it runs.</summary>
    public string Status => $"{Prefix}status.json";

    /// <summary>A user cancelled the training when it exists; the trainer looks for it and stops.</summary>
    public string Cancel { get => field ?? $"{Prefix}cancel"; init; }

    /// <summary>The network.</summary>
    public string Onnx => $"{Prefix}model.onnx";

    /// <summary>The manifest; written last and create-only: the version is published when it exists.</summary>
    public string Manifest => $"{Prefix}model.json";

    /// <summary>Loss and metrics by epoch.</summary>
    public string Curves => $"{Prefix}curves.csv";

    /// <summary>The answer to every photo of the validation and test splits.</summary>
    public string Predictions => $"{Prefix}predictions.parquet";

    /// <summary>What the validation split looks like to the network; models of before this was written lack it.</summary>
    public string Reference => $"{Prefix}reference.json";

    /// <summary>How the network sees photos of the train split; models of before this was written lack it.</summary>
    public string Embeddings => $"{Prefix}embeddings.parquet";

    /// <summary>How it and the version that was current answer the same photos; not there when none was.</summary>
    public string Comparison => $"{Prefix}comparison.json";

    /// <summary>The page for people.</summary>
    public string Report => $"{Prefix}report.html";

    /// <summary>What the page shows, for programs.</summary>
    public string ReportData => $"{Prefix}report.json";

    /// <summary>What the model is for, what it is made of and what it can't do, in Markdown.</summary>
    public string Card => $"{Prefix}card.md";

    /// <summary>The curves for TensorBoard, which knows its files by this beginning of their names.</summary>
    public string Events => $"{Prefix}events.out.tfevents.{Version}";

    /// <summary>A checkpoint, such as <c>last</c> or <c>best</c>.</summary>
    public string Checkpoint(string name) => $"{Prefix}checkpoints/{name}";

    /// <summary>Which versions answer when none is named.</summary>
    public static string Current(ModelName model) => $"{model}/current.json";
}
