using PhotoScore.Core.Imaging;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Training;

namespace PhotoScore.Core.Models;

/// <summary><c>model.json</c>: all that a server needs besides <c>model.onnx</c>, and how good the model is.</summary>
public sealed record ModelManifest
{
    /// <summary>The model.</summary>
    public required ModelName Model { get; init; }

    /// <summary>Its version.</summary>
    public required VersionId Version { get; init; }

    /// <summary>When it was published, UTC.</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>The classes, in the order of the network's probabilities.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>
    /// For two classes: the least probability of the second class at which it is answered, chosen on the validation split, and where a classifier on features was
    /// cross-validated, on the training photos left out as well.
    /// Null for more classes, where the most probable one is answered.
    /// </summary>
    public double? Threshold { get; init; }

    /// <summary>What the threshold was chosen for; null for more classes, and in older models, whose goal was balanced accuracy.</summary>
    public ModelDecision? Decision { get; init; }

    /// <summary>What was fitted to features and compared on training photos left out, the one that was taken among them; empty where nothing was.</summary>
    public IReadOnlyList<TriedClassifier> Tried { get; init; } = [];

    /// <summary>How its probabilities were calibrated, inside <c>model.onnx</c>; null in older models, and where the validation split lacks a class.</summary>
    public ModelCalibration? Calibration { get; init; }

    /// <summary>Which photos it leaves to a person; null where the training did not ask for it, and in older models.</summary>
    public ModelAbstention? Abstention { get; init; }

    /// <summary>Whether <c>model.onnx</c> itself looks at a photo and its mirror image.</summary>
    public bool TestFlips { get; init; }

    /// <summary>How a photo becomes the network's input, the same in trainer and server.</summary>
    public required Geometry Geometry { get; init; }

    /// <summary>The network's name.</summary>
    public required string Architecture { get; init; }

    /// <summary>Its parameters.</summary>
    public required long Parameters { get; init; }

    /// <summary>Numbers of the embedding output.</summary>
    public required int EmbeddingLength { get; init; }

    /// <summary>Lowercase hex SHA-256 of <c>model.onnx</c>.</summary>
    public required string OnnxSha256 { get; init; }

    /// <summary>What it learned from.</summary>
    public required ModelDataset Dataset { get; init; }

    /// <summary>How it learned, defaults filled in.</summary>
    public required TrainingRequest Training { get; init; }

    /// <summary>What the training started from; null in a model of before this was written down.</summary>
    public ModelInit? Init { get; init; }

    /// <summary>The epoch whose weights were published: the one with the lowest validation loss.</summary>
    public required int BestEpoch { get; init; }

    /// <summary>On the validation split.</summary>
    public required EvaluationMetrics Validation { get; init; }

    /// <summary>On the test split, looked at once.</summary>
    public required EvaluationMetrics Test { get; init; }

    /// <summary>What looked wrong with the training when it ended, each with what to do; empty where nothing did.</summary>
    public IReadOnlyList<TrainingDiagnosis> Diagnoses { get; init; } = [];

    /// <summary>Largest absolute difference of a probability between TorchSharp and ONNX Runtime over the validation split.</summary>
    public required double ParityError { get; init; }

    /// <summary>The product's commit that trained it; <c>unknown</c> outside a checkout.</summary>
    public required string Commit { get; init; }
}

/// <summary>The dataset version that a model learned from.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Version">Its version.</param>
/// <param name="PhotosSha256">Its content.</param>
public sealed record ModelDataset(DatasetName Dataset, VersionId Version, string PhotosSha256);
