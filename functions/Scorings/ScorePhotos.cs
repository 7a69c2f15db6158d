using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace PhotoScore.Functions.Scorings;

/// <summary>Answers every photo of a prefix or dataset with one version of a model.</summary>
internal static class ScorePhotos
{
    // A history of a few hundred events replays at once.
    private const int ChunksPerRange = 200;

    /// <summary>Lists, scores, finishes. What the steps hand to each other lies in blobs.</summary>
    /// <returns>How many photos there were.</returns>
    [Function(nameof(ScorePhotos))]
    public static async Task<long> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var run = context.GetInput<ScoringRun>()!;
        var (chunks, photos) = await ListAsync(context, run.Key);
        for (var first = 0; first < chunks; first += ChunksPerRange)
        {
            var range = new ChunkRange(run.Key, first, Math.Min(ChunksPerRange, chunks - first), run.AtOnce);
            await context.CallSubOrchestratorAsync(nameof(ScoreChunks), range, new SubOrchestrationOptions(instanceId: $"{context.InstanceId}-chunks-{first}"));
        }
        await context.CallActivityAsync(nameof(FinishScoring), new ScoringToFinish(run.Key, chunks, photos), ScoringRetries.Options);
        return photos;
    }

    private static async Task<(int Chunks, long Photos)> ListAsync(TaskOrchestrationContext context, ScoringKey key)
    {
        var (chunks, photos) = (0, 0L);
        var more = true;
        for (var page = 0; more; page++)
        {
            var listed = await context.CallActivityAsync<ListedPhotos>(nameof(ListPhotos), new PhotosToList(key, page), ScoringRetries.Options);
            (chunks, photos, more) = (chunks + listed.Chunks, photos + listed.Photos, listed.More);
            context.SetCustomStatus(new ScoringStatus(photos, Listed: !more));
        }
        return (chunks, photos);
    }
}
