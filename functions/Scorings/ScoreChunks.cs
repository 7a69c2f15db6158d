using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using PhotoScore.Functions.Datasets.Orchestration;

namespace PhotoScore.Functions.Scorings;

/// <summary>Scores a range of chunks, in a history of its own: that of a scoring of a million photos would be replayed for hours.</summary>
internal static class ScoreChunks
{
    /// <summary>Keeps a bounded number of chunks in flight.</summary>
    [Function(nameof(ScoreChunks))]
    public static Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var range = context.GetInput<ChunkRange>()!;
        return Window.RunAsync(Enumerable.Range(range.First, range.Count), range.AtOnce, chunk =>
            context.CallActivityAsync(nameof(ScoreChunk), new ChunkToScore(range.Key, chunk), ScoringRetries.Options));
    }
}
