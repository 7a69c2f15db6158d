using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using PhotoScore.Core.Imaging;
using PhotoScore.Core.Json;
using PhotoScore.Core.Models;
using PhotoScore.Core.Storage;
using PhotoScore.Core.Training;
using PhotoScore.Core.Training.Sweeps;
using PhotoScore.Testing;

namespace PhotoScore.EndToEnd.Sweeps;

/// <summary>
/// Takes jobs as a trainer's worker does and learns nothing: a trial answers by its learning rate, best near <see cref="BestRate"/> and the better
/// the longer it trains; a version is published at once. All that the functions see of it is storage.
/// </summary>
internal sealed class StandInPool : IAsyncDisposable
{
    public const double BestRate = 1e-3;

    private readonly CancellationTokenSource _stop = new();
    private readonly QueueClient _queue;
    private readonly BlobContainerClient _models;
    private readonly Task _working;

    public StandInPool(AzuriteFixture azurite)
    {
        _queue = azurite.Queues.GetQueueClient(Containers.TrainingJobs);
        _models = azurite.Blobs.GetBlobContainerClient(Containers.Models);
        _working = WorkAsync();
    }

    /// <summary>The jobs that were carried out, in their order.</summary>
    public List<TrainingJob> Done { get; } = [];

    /// <summary>While it is true a job is begun and never ends.</summary>
    public volatile bool Stuck;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _working.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task WorkAsync()
    {
        while (true)
        {
            await _queue.CreateIfNotExistsAsync(cancellationToken: _stop.Token);
            foreach (var message in (await _queue.ReceiveMessagesAsync(8, TimeSpan.FromSeconds(30), _stop.Token)).Value)
            {
                var submission = JsonSerializer.Deserialize<TrainingSubmission>(message.Body, StoredJson.Compact)!;
                await CarryOutAsync(submission);
                await _queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, _stop.Token);
            }
            await Task.Delay(50, _stop.Token);
        }
    }

    private async Task CarryOutAsync(TrainingSubmission submission)
    {
        var name = new BlobUriBuilder(submission.Job).BlobName;
        var job = (await _models.GetBlobClient(name).DownloadContentAsync(_stop.Token)).Value.Content.ToObjectFromJson<TrainingJob>(StoredJson.Compact)!;
        var cancelled = await _models.GetBlobClient(job.Paths().Cancel).ExistsAsync(_stop.Token);
        await SayAsync(job, submission, cancelled ? TrainingStage.Cancelled : TrainingStage.Training, 1);
        if (cancelled || Stuck)
            return;

        if (job.Trial is { } trial)
        {
            await StoreAsync(job.Paths().Checkpoint("state.zip"), "a checkpoint");
            await StoreAsync(new SweepPaths(job.Model, job.Version).Rung(trial.Number, trial.Rung), Result(job, trial));
        }
        else
        {
            await StoreAsync(job.Paths().Manifest, Manifest(job));
        }

        await SayAsync(job, submission, job.Trial is null ? TrainingStage.Completed : TrainingStage.Measured, 2);
        lock (Done)
            Done.Add(job);
    }

    private Task SayAsync(TrainingJob job, TrainingSubmission submission, TrainingStage stage, long sequence) => StoreAsync(job.Paths().Status, new TrainingStatus
    {
        Attempt = submission.Attempt,
        Sequence = sequence,
        Stage = stage,
        UpdatedAt = DateTimeOffset.UtcNow,
        Checkpoint = job.Trial is null ? null : "state.zip",
    });

    private static RungResult Result(TrainingJob job, SweepTrial trial)
    {
        var distance = Math.Abs(Math.Log10(job.Request.LearningRate!.Value / BestRate));
        return new()
        {
            Rung = trial.Rung,
            Epochs = trial.Epochs(9),
            Finished = trial.Share == 1,
            BestEpoch = 1,
            Parameters = 8,
            Validation = Metrics(0.9 - (0.1 * distance) + (0.05 * trial.Share)),
            MeasuredAt = DateTimeOffset.UtcNow,
        };
    }

    private static ModelManifest Manifest(TrainingJob job) => new()
    {
        Model = job.Model,
        Version = job.Version,
        PublishedAt = DateTimeOffset.UtcNow,
        Classes = ["no", "yes"],
        Geometry = Geometry.Squash(4, 4),
        Architecture = job.Request.Architecture,
        Parameters = 8,
        EmbeddingLength = 3,
        OnnxSha256 = new string('0', 64),
        Dataset = new(job.Request.Dataset, job.DatasetVersion, "p"),
        Training = job.Request,
        BestEpoch = 1,
        Validation = Metrics(0.9),
        Test = Metrics(0.875),
        ParityError = 0,
        Commit = "unknown",
    };

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

    private async Task StoreAsync<T>(string name, T value) => await
        _models.GetBlobClient(name).UploadAsync(BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(value, StoredJson.Indented)), overwrite: true, _stop.Token);
}
