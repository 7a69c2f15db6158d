using System.Security.Cryptography;
using Azure.Storage.Blobs;
using PhotoScore.Core.Imaging;
using PhotoScore.Core.Json;
using PhotoScore.Core.Models;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Storage;
using PhotoScore.Core.Training;
using PhotoScore.Functions.Tests.Predictions;

namespace PhotoScore.EndToEnd.Page;

/// <summary>Published versions of a network that answers its second class the more, the redder a photo is, and trainings as a trainer writes them.</summary>
internal sealed class SmallModel(string storage, string name)
{
    private readonly BlobContainerClient _models = new BlobServiceClient(storage).GetBlobContainerClient(Containers.Models);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ModelName Name { get; } = ModelName.Parse(name);

    /// <summary>Publishes a version; nothing is promoted.</summary>
    public async Task PublishAsync(int version, double balancedAccuracy = 0.9, float bias = 0, params string[] classes)
    {
        var onnx = TinyOnnx.Redness(bias);
        var paths = new ModelPaths(Name, new(version));
        await _models.GetBlobClient(paths.Onnx).UploadAsync(BinaryData.FromBytes(onnx), overwrite: true, Cancellation);
        await StoreAsync(paths.Manifest, Manifest(version, balancedAccuracy, onnx, classes.Length > 0 ? classes : ["no", "yes"]));
    }

    /// <summary>Writes a training that was accepted and has come to an epoch; losses fall, and both splits differ.</summary>
    public async Task TrainAsync(int version, int epoch, int epochs, params TrainingDiagnosis[] diagnoses)
    {
        var paths = new ModelPaths(Name, new(version));
        await StoreAsync(paths.Request, new AcceptedTraining
        {
            AcceptedAt = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
            DatasetVersion = new(1),
            Request = Request,
        });
        await StoreAsync(paths.Status, new TrainingStatus
        {
            Attempt = 1,
            Sequence = epoch,
            Stage = TrainingStage.Training,
            UpdatedAt = DateTimeOffset.UtcNow,
            Epoch = epoch,
            Epochs = epochs,
            Step = epoch,
            Steps = epochs,
            PhotosPerSecond = 321,
            SecondsLeft = 73,
            Curve = [.. Enumerable.Range(1, epoch).Select(Row)],
            Diagnoses = diagnoses,
            LogTail = ["Reading shards", "Learning"],
        });
    }

    private static TrainingRequest Request => new() { Dataset = DatasetName.Parse("faces"), Architecture = "basic-cnn", Seed = 7 };

    private static EpochMetrics Row(int epoch) => new(
        epoch, 0.001, new(1.0 / epoch, 0.5 + (0.04 * epoch), 0.5 + (0.04 * epoch)), new(1.2 / epoch, 0.5 + (0.03 * epoch), 0.5 + (0.03 * epoch)), 1.5);

    private ModelManifest Manifest(int version, double balancedAccuracy, byte[] onnx, IReadOnlyList<string> classes) => new()
    {
        Model = Name,
        Version = new(version),
        PublishedAt = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        Classes = classes,
        Threshold = 0.55,
        Geometry = Geometry.Squash(4, 4),
        Architecture = "basic-cnn",
        Parameters = 8,
        EmbeddingLength = 3,
        OnnxSha256 = Convert.ToHexStringLower(SHA256.HashData(onnx)),
        Dataset = new(DatasetName.Parse("faces"), new(1), "p"),
        Training = Request,
        BestEpoch = 1,
        Validation = Metrics(balancedAccuracy),
        Test = Metrics(balancedAccuracy),
        ParityError = 0,
        Commit = "unknown",
    };

    private static EvaluationMetrics Metrics(double balancedAccuracy) => new()
    {
        Photos = 40,
        Loss = 0.3,
        Accuracy = balancedAccuracy,
        BalancedAccuracy = balancedAccuracy,
        BalancedAccuracyInterval = [balancedAccuracy - 0.05, balancedAccuracy + 0.04],
        MajorityBaseline = 0.5,
        ConfusionMatrix = [[18, 2], [3, 17]],
    };

    private async Task StoreAsync(string blob, object value) => await _models.GetBlobClient(blob)
        .UploadAsync(BinaryData.FromObjectAsJson(value, StoredJson.Indented), overwrite: true, Cancellation);
}
