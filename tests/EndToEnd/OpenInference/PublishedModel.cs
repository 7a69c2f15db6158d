using System.Security.Cryptography;
using System.Text.Json;
using Azure.Storage.Blobs;
using PhotoScore.Core.Imaging;
using PhotoScore.Core.Json;
using PhotoScore.Core.Models;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Storage;
using PhotoScore.Functions.Tests.Predictions;

namespace PhotoScore.EndToEnd.OpenInference;

/// <summary>A network that answers <c>yes</c> the more, the redder a picture of 4 x 4 is; put where the trainer would publish it.</summary>
internal sealed class PublishedModel(BlobContainerClient models, string name)
{
    private readonly ModelName _name = ModelName.Parse(name);

    /// <summary>Publishes a version whose answers are shifted by its number.</summary>
    public async Task PublishAsync(int version, CancellationToken cancellation)
    {
        var onnx = TinyOnnx.Redness(bias: version);
        var paths = new ModelPaths(_name, new(version));
        await WriteAsync(paths.Onnx, BinaryData.FromBytes(onnx), cancellation);
        await WriteAsync(paths.Manifest, Json(Manifest(new(version), onnx)), cancellation);
    }

    /// <summary>Lets a version answer where none is named.</summary>
    public Task PromoteAsync(int version, CancellationToken cancellation) =>
        WriteAsync(ModelPaths.Current(_name), Json(new CurrentModel { Routes = [new(new(version), 1)], Reason = "a test" }), cancellation);

    private async Task WriteAsync(string blob, BinaryData content, CancellationToken cancellation) =>
        await models.GetBlobClient(blob).UploadAsync(content, overwrite: true, cancellation);

    private static BinaryData Json<T>(T value) => BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(value, StoredJson.Indented));

    private ModelManifest Manifest(VersionId version, byte[] onnx) => new()
    {
        Model = _name,
        Version = version,
        PublishedAt = DateTimeOffset.UnixEpoch,
        Classes = ["no", "yes"],
        Threshold = 0.5,
        Geometry = Geometry.Squash(4, 4),
        Architecture = "basic-cnn",
        Parameters = 8,
        EmbeddingLength = 3,
        OnnxSha256 = Convert.ToHexStringLower(SHA256.HashData(onnx)),
        Dataset = new(DatasetName.Parse("faces"), VersionId.First, "p"),
        Training = new() { Dataset = DatasetName.Parse("faces"), Architecture = "basic-cnn" },
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
        Accuracy = 1,
        BalancedAccuracy = 1,
        BalancedAccuracyInterval = [0, 1],
        MajorityBaseline = 0.5,
        ConfusionMatrix = [[2, 0], [0, 2]],
    };
}
