using Microsoft.Azure.Functions.Worker;
using PhotoScore.Core.Storage;
using PhotoScore.Core.Training;
using PhotoScore.Functions.Models;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Training;

/// <summary>The steps of <see cref="TrainModel"/>; each may run twice.</summary>
internal sealed class TrainingActivities(PhotoStorage storage, ITrainingPool pool, ModelCatalog catalog, Promoter promoter)
{
    private const int LogLines = 20;

    [Function(nameof(SubmitTraining))]
    public async Task SubmitTraining([ActivityTrigger] Submission submission, CancellationToken cancellation)
    {
        var paths = submission.Key.Paths();
        if (await IsCancelledAsync(submission.Key, cancellation))
            return;

        var accepted = await AcceptedAsync(submission.Key, cancellation);
        var job = new TrainingJob
        {
            Model = submission.Key.Model,
            Version = submission.Key.Version,
            Trial = submission.Key.Trial,
            Checkpoint = accepted.Checkpoint,
            DatasetVersion = accepted.DatasetVersion,
            Request = accepted.Request,
            DatasetsContainer = storage.Datasets.Name,
            ModelsContainer = storage.Models.Name,
            SourcesContainer = storage.Sources.Name,
            EventsQueue = storage.TrainingEvents.Name,
        };
        await storage.Models.WriteJsonAsync(paths.Job, job, cancellation);
        await pool.SubmitAsync(new(storage.Models.GetBlobClient(paths.Job).Uri, submission.Attempt), cancellation);
    }

    [Function(nameof(ReadPulse))]
    public async Task<TrainingPulse> ReadPulse([ActivityTrigger] TrainingKey training, CancellationToken cancellation)
    {
        var published = await IsDoneAsync(training, cancellation);
        var cancelled = await IsCancelledAsync(training, cancellation);
        var status = (await storage.Models.ReadJsonAsync<TrainingStatus>(training.Paths().Status, cancellation))?.Value;
        return status is null
            ? new() { Published = published, Cancelled = cancelled }
            : new()
            {
                Published = published,
                Cancelled = cancelled,
                Beat = new(status.Attempt, status.Sequence, status.UpdatedAt),
                Stage = status.Stage,
                Error = status.Error,
                LogTail = [.. status.LogTail.TakeLast(LogLines)],
            };
    }

    [Function(nameof(PromoteTraining))]
    public async Task<PromotionOutcome> PromoteTraining([ActivityTrigger] TrainingKey training, CancellationToken cancellation) =>
        await promoter.PromoteAsync(
            training.Model, training.Version, (await AcceptedAsync(training, cancellation)).Request.Promote, cancellation);

    private async Task<bool> IsDoneAsync(TrainingKey training, CancellationToken cancellation) => training.Trial is { } trial
        ? await storage.Models.GetBlobClient(new SweepPaths(training.Model, training.Version).Rung(trial.Number, trial.Rung)).ExistsAsync(cancellation)
        : await catalog.IsPublishedAsync(training.Model, training.Version, cancellation);

    private async Task<bool> IsCancelledAsync(TrainingKey training, CancellationToken cancellation) =>
        await storage.Models.GetBlobClient(training.Paths().Cancel).ExistsAsync(cancellation);

    private async Task<AcceptedTraining> AcceptedAsync(TrainingKey training, CancellationToken cancellation) =>
        (await storage.Models.ReadJsonAsync<AcceptedTraining>(training.Paths().Request, cancellation))?.Value
        ?? throw new InvalidOperationException($"{training.Paths().Request} is gone: the training was deleted.");
}
