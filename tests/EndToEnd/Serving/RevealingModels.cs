using System.Security.Cryptography;
using System.Text.Json;
using Azure.Storage.Blobs;
using PhotoScore.Core.Imaging;
using PhotoScore.Core.Json;
using PhotoScore.Core.Models;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Storage;
using PhotoScore.Functions.Tests.Predictions;

namespace PhotoScore.EndToEnd.Serving;

/// <summary>Versions of a model whose answer to a grey photo tells which of them answered.</summary>
internal static class RevealingModels
{
    private static readonly DatasetName Dataset = DatasetName.Parse("faces");

    /// <summary>The probability that a version gives the second class on a grey photo, by hand.</summary>
    public static double Answer(int version) => TinyOnnx.Yes(0, 0, Bias(version));

    /// <summary>Publishes a version.</summary>
    /// <param name="models">The container.</param>
    /// <param name="model">The model.</param>
    /// <param name="version">Its version.</param>
    /// <param name="corrupt">Whether the network's file is cut short.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task PublishAsync(BlobContainerClient models, ModelName model, int version, bool corrupt, CancellationToken cancellation)
    {
        var network = TinyOnnx.Redness(Bias(version));
        var paths = new ModelPaths(model, new(version));
        await models.GetBlobClient(paths.Onnx).UploadAsync(BinaryData.FromBytes(corrupt ? network[..^50] : network), overwrite: true, cancellation);
        var manifest = JsonSerializer.SerializeToUtf8Bytes(Manifest(model, version, network), StoredJson.Indented);
        await models.GetBlobClient(paths.Manifest).UploadAsync(BinaryData.FromBytes(manifest), overwrite: true, cancellation);
    }

    private static float Bias(int version) => version * 0.5f;

    private static ModelManifest Manifest(ModelName model, int version, byte[] network) => new()
    {
        Model = model,
        Version = new(version),
        PublishedAt = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        Classes = ["no", "yes"],
        Threshold = 0.5,
        Geometry = Geometry.Squash(4, 4),
        Architecture = "basic-cnn",
        Parameters = 8,
        EmbeddingLength = 3,
        OnnxSha256 = Convert.ToHexStringLower(SHA256.HashData(network)),
        Dataset = new(Dataset, new(1), "p"),
        Training = new() { Dataset = Dataset, Architecture = "basic-cnn" },
        BestEpoch = 1,
        Validation = Metrics,
        Test = Metrics,
        ParityError = 0,
        Commit = "unknown",
    };

    private static EvaluationMetrics Metrics => new()
    {
        Photos = 4,
        Loss = 0.3,
        Accuracy = 0.9,
        BalancedAccuracy = 0.9,
        BalancedAccuracyInterval = [0, 1],
        MajorityBaseline = 0.5,
        ConfusionMatrix = [[2, 0], [0, 2]],
    };
}
