using System.Security.Cryptography;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Imaging;
using PhotoScore.Core.Models;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Storage;
using PhotoScore.Functions.Storage;
using PhotoScore.Functions.Tests.Predictions;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests;

/// <summary>Things whose details do not matter to a test.</summary>
internal static class Some
{
    public static readonly ModelName Model = ModelName.Parse("smiles");

    public static readonly DatasetName Dataset = DatasetName.Parse("faces");

    /// <summary>Containers and queues that no other test sees.</summary>
    public static async Task<PhotoStorage> StorageAsync(AzuriteFixture azurite)
    {
        var storage = new PhotoStorage(azurite.Blobs, azurite.Queues, azurite.NewPrefix());
        await storage.EnsureAsync(TestContext.Current.CancellationToken);
        return storage;
    }

    public static ModelManifest Manifest(int version = 1, double balancedAccuracy = 0.9, string photos = "p", byte[]? onnx = null) => new()
    {
        Model = Model,
        Version = new(version),
        PublishedAt = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        Classes = ["no", "yes"],
        Threshold = 0.5,
        Geometry = Geometry.Squash(4, 4),
        Architecture = "basic-cnn",
        Parameters = 8,
        EmbeddingLength = 3,
        OnnxSha256 = Convert.ToHexStringLower(SHA256.HashData(onnx ?? [])),
        Dataset = new(Dataset, new(1), photos),
        Training = new() { Dataset = Dataset, Architecture = "basic-cnn" },
        BestEpoch = 1,
        Validation = Metrics(balancedAccuracy),
        Test = Metrics(balancedAccuracy),
        ParityError = 0,
        Commit = "unknown",
    };

    /// <summary>Publishes a network that answers <c>yes</c> the more, the redder a photo is.</summary>
    public static async Task PublishAsync(PhotoStorage storage, int version, double balancedAccuracy = 0.9, float bias = 0, Func<ModelManifest, ModelManifest>? change = null, int? corner = null)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var onnx = TinyOnnx.Redness(bias, corner);
        var paths = new ModelPaths(Model, new(version));
        await storage.Models.GetBlobClient(paths.Onnx).UploadAsync(BinaryData.FromBytes(onnx), cancellation);
        var manifest = Manifest(version, balancedAccuracy, onnx: onnx);
        await storage.Models.CreateJsonAsync(paths.Manifest, change?.Invoke(manifest) ?? manifest, cancellation);
    }

    public static async Task FinishDatasetAsync(PhotoStorage storage, int version)
    {
        var manifest = new DatasetManifest
        {
            Dataset = Dataset,
            Version = new(version),
            CreatedAt = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
            PhotosSha256 = "p",
            Classes = ["no", "yes"],
            Outcomes = new Dictionary<string, int>(),
            Shards = [.. Enum.GetValues<Split>().Select(split => new ShardInfo($"{split}-00000.tar", split, 2, 1, "s", [1, 1]))],
            Statistics = new([0.5, 0.5, 0.5], [0.2, 0.2, 0.2]),
            Recipe = new() { Sources = [new FolderSource { Name = "faces" }], Labels = new FolderLabels() },
        };
        await storage.Datasets.WriteJsonAsync(
            new DatasetPaths(Dataset, new(version)).Manifest, manifest, TestContext.Current.CancellationToken);
    }

    private static EvaluationMetrics Metrics(double balancedAccuracy) => new()
    {
        Photos = 4,
        Loss = 0.3,
        Accuracy = balancedAccuracy,
        BalancedAccuracy = balancedAccuracy,
        BalancedAccuracyInterval = [0, 1],
        MajorityBaseline = 0.5,
        ConfusionMatrix = [[2, 0], [0, 2]],
    };
}
