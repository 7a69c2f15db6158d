using System.Security.Cryptography;
using System.Text.Json;
using Azure.Storage.Blobs;
using PhotoScore.Core.Json;
using PhotoScore.Core.Models;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Storage;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Onnx;

namespace PhotoScore.Benchmarks.Serving;

/// <summary>A network with random weights, as the trainer exports it, published and current.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="Architecture">The network's name.</param>
/// <param name="Manifest">Its <c>model.json</c>.</param>
/// <param name="Onnx">Its file.</param>
internal sealed record ServedNetwork(ModelName Name, string Architecture, ModelManifest Manifest, byte[] Onnx)
{
    private static readonly DatasetName Dataset = DatasetName.Parse("none");
    private static readonly string[] Classes = ["bad", "good"];

    public static async Task<ServedNetwork> PublishAsync(BlobContainerClient models, string architecture)
    {
        var name = ModelName.Parse($"bench-{architecture}");
        var paths = new ModelPaths(name, VersionId.First);
        var (onnx, manifest) = Export(name, architecture);
        await models.GetBlobClient(paths.Onnx).UploadAsync(BinaryData.FromBytes(onnx));
        await WriteAsync(paths.Manifest, manifest);
        await WriteAsync(ModelPaths.Current(name), new CurrentModel { Routes = [new(VersionId.First, 1)], Reason = "A benchmark." });
        return new(name, architecture, manifest, onnx);

        Task WriteAsync<T>(string blob, T value) =>
            models.GetBlobClient(blob).UploadAsync(BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(value, StoredJson.Indented)));
    }

    private static (byte[] Onnx, ModelManifest Manifest) Export(ModelName name, string architecture)
    {
        using var network = new Network(ArchitectureCatalog.Find(architecture), Classes.Length, seed: 1);
        using var stream = new MemoryStream();
        OnnxExporter.Export(network, Classes, stream);
        var onnx = stream.ToArray();
        using var session = new Microsoft.ML.OnnxRuntime.InferenceSession(onnx);
        var metrics = new EvaluationMetrics
        {
            Photos = 1,
            Loss = 0.7,
            Accuracy = 0.5,
            BalancedAccuracy = 0.5,
            BalancedAccuracyInterval = [0, 1],
            MajorityBaseline = 0.5,
            ConfusionMatrix = [[1, 0], [0, 1]],
        };
        return (onnx, new()
        {
            Model = name,
            Version = VersionId.First,
            PublishedAt = DateTimeOffset.UnixEpoch,
            Classes = Classes,
            Threshold = 0.5,
            Geometry = network.Architecture.Geometry,
            Architecture = architecture,
            Parameters = 0,
            EmbeddingLength = session.OutputMetadata[OnnxExporter.Embedding].Dimensions[1],
            OnnxSha256 = Convert.ToHexStringLower(SHA256.HashData(onnx)),
            Dataset = new(Dataset, VersionId.First, ""),
            Training = new() { Dataset = Dataset, Architecture = architecture },
            BestEpoch = 0,
            Validation = metrics,
            Test = metrics,
            ParityError = 0,
            Commit = "unknown",
        });
    }
}
