using System.Text.Json.Nodes;

namespace PhotoScore.Core.Training.Sweeps;

/// <summary>Where to search when a sweep does not say: among the architectures that make sense for the photos, the device and the weights at hand.</summary>
public static class DefaultSpace
{
    private const string ScratchRates = """ "learningRate": { "min": 1e-4, "max": 3e-3, "log": true }, "batchSize": [16, 32, 64] """;
    private const string TunedRates = """ "learningRate": { "min": 1e-5, "max": 1e-3, "log": true }, "batchSize": [16, 32] """;
    private const string Flips = """ "augmentation": { "zoom": [0, 0.1, 0.2], "rotationDegrees": [0, 10], "horizontalFlip": true } """;
    private const string Classifiers = """ "classifier": [ { "kind": "best" }, { "kind": "best", "mirror": true }, { "kind": "forest" } ] """;

    // The plain vgg-a is not among them, since it may collapse, nor are the layouts of Keras: the published weights are torchvision's.
    private static readonly Candidate[] Candidates =
    [
        new("mobilenet-v2-features", Classifiers) { Weights = true },
        new("mobilenet-v2-finetune", TunedRates) { Weights = true, MostOnProcessor = 3_000 },
        new("squeezenet1-1-features", Classifiers) { Weights = true },
        new("resnet18-finetune", TunedRates) { Weights = true, MostOnProcessor = 1_000 },
        new("resnet50-features", Classifiers) { Weights = true, MostOnProcessor = 3_000 },
        new("resnet50-finetune-torchvision", TunedRates) { Weights = true, MostOnProcessor = 0 },
        new("alexnet-features", Classifiers) { Weights = true },
        new("alexnet-finetune", TunedRates) { Weights = true, MostOnProcessor = 1_000 },
        new("basic-cnn", ScratchRates),
        new("basic-cnn-regularized", ScratchRates),
        new("basic-cnn-augmented", $"{ScratchRates}, {Flips}"),
        new("keras-small", """ "learningRate": { "min": 1e-4, "max": 2e-3, "log": true }, "batchSize": [16, 32] """) { MostOnProcessor = 3_000 },
        new("resnet18", """ "learningRate": { "min": 3e-3, "max": 1e-1, "log": true }, "batchSize": [32, 64] """) { Least = 1_000, MostOnProcessor = 0 },
        new("vgg-a-bn", """ "learningRate": { "min": 1e-3, "max": 3e-2, "log": true }, "batchSize": [32, 64] """) { Least = 2_000, MostOnProcessor = 0 },
    ];

    /// <summary>One space an architecture.</summary>
    /// <param name="photos">How many photos the train split has.</param>
    /// <param name="gpu">Whether trainings run on a GPU; on a processor the larger networks would take days.</param>
    /// <param name="hasWeights">Whether there are pretrained weights for an architecture.</param>
    public static IReadOnlyList<JsonObject> For(int photos, bool gpu, Func<string, bool> hasWeights) =>
    [
        .. Candidates
            .Where(candidate => photos >= candidate.Least && (gpu || photos <= candidate.MostOnProcessor))
            .Where(candidate => !candidate.Weights || hasWeights(candidate.Architecture))
            .Select(candidate => JsonNode.Parse($$"""{ "architecture": "{{candidate.Architecture}}", {{candidate.Members}} }""")!.AsObject()),
    ];

    /// <param name="Architecture">Its name.</param>
    /// <param name="Members">What is searched.</param>
    private sealed record Candidate(string Architecture, string Members)
    {
        /// <summary>Whether it is of no use without pretrained weights.</summary>
        public bool Weights { get; init; }

        /// <summary>Photos below which it has too little to learn from.</summary>
        public int Least { get; init; }

        /// <summary>Photos above which it takes too long on a processor.</summary>
        public int MostOnProcessor { get; init; } = int.MaxValue;
    }
}
