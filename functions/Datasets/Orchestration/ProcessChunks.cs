using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using PhotoScore.Functions.Datasets.Chunks;

namespace PhotoScore.Functions.Datasets.Orchestration;

/// <summary>Fetches a run of chunks, in a history of its own: that of a build of a million photos would be replayed for hours.</summary>
internal static class ProcessChunks
{
    /// <summary>Keeps a bounded number of chunks in flight.</summary>
    [Function(nameof(ProcessChunks))]
    public static Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var run = context.GetInput<ChunkRun>()!;
        return Window.RunAsync(Enumerable.Range(run.First, run.Count), run.AtOnce, chunk =>
            context.CallActivityAsync(nameof(ProcessChunk), new ChunkToProcess(run, chunk), Retries.Options));
    }
}
