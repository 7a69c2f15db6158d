using System.Text.Json;
using PhotoScore.Core.Json;
using PhotoScore.Core.Training;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Training;

/// <summary>The trainer worker of one machine, which takes queue <c>training-jobs</c>.</summary>
internal sealed class LocalTrainingPool(PhotoStorage storage) : ITrainingPool
{
    // A week, the queue's default, could end before the worker is started again.
    private static readonly TimeSpan NeverExpires = TimeSpan.FromSeconds(-1);

    public Task SubmitAsync(TrainingSubmission job, CancellationToken cancellation) => storage.TrainingJobs.SendMessageAsync(
        JsonSerializer.Serialize(job, StoredJson.Compact), timeToLive: NeverExpires, cancellationToken: cancellation);
}
