using Microsoft.DurableTask.Client;
using PhotoScore.Core.Datasets;
using PhotoScore.Functions.Datasets.Assembling;
using PhotoScore.Functions.Datasets.Chunks;
using PhotoScore.Functions.Datasets.Orchestration;
using PhotoScore.Functions.Orchestrations;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Datasets.Progress;

/// <summary>Reads the status of a build: from the manifest, the orchestration, and two listings of blobs.</summary>
internal sealed class BuildProgressReader(PhotoStorage storage, TimeProvider time)
{
    private readonly DatasetStore _store = new(storage.Datasets);

    /// <summary>Null when there is no such build.</summary>
    public async Task<BuildProgress?> ReadAsync(BuildId build, DurableTaskClient client, CancellationToken cancellation)
    {
        if (await _store.RecipeAsync(build.Paths, cancellation) is not { } recipe)
            return null;
        var progress = new BuildProgress { Dataset = build.Dataset, Version = build.Version, Status = BuildState.Pending, AcceptedAt = recipe.AcceptedAt, RetryOf = recipe.Recipe.RetryOf };
        if (await _store.ManifestAsync(build.Paths, cancellation) is { } manifest)
            return Completed(progress, manifest, await ReadChunksAsync(build, cancellation));

        var instance = await client.GetInstanceAsync(build.InstanceId, getInputsAndOutputs: true, cancellation);
        progress = Describe(progress, instance);
        if (await storage.Datasets.GetBlobClient(build.Work.Cancelled).ExistsAsync(cancellation))
            progress = progress with { Status = BuildState.Cancelled, Stage = null, Error = null };
        if (await storage.Datasets.TryReadJsonAsync<BuildPlan>(build.Work.Plan, cancellation) is { } plan)
            progress = progress.With(plan, await ReadChunksAsync(build, cancellation), time.GetUtcNow());
        return await storage.Datasets.TryReadJsonAsync<AssembledPlan>(build.Work.Assembled, cancellation) is { } assembled
            ? progress with { Counts = assembled.Outcomes, Warnings = assembled.Findings.Warnings }
            : progress;
    }

    private static BuildProgress Completed(BuildProgress progress, DatasetManifest manifest, IEnumerable<ChunkProgress> chunks)
    {
        var candidates = manifest.Outcomes.Values.Sum();
        return progress with
        {
            Status = BuildState.Completed,
            Candidates = candidates,
            Done = candidates,
            Reused = chunks.Where(chunk => chunk.Reused).Sum(chunk => chunk.Photos),
            Counts = manifest.Outcomes,
            Findings = manifest.Findings,
            Warnings = manifest.Findings.Warnings,
        };
    }

    private static BuildProgress Describe(BuildProgress progress, OrchestrationMetadata? instance) => instance?.RuntimeStatus switch
    {
        null or OrchestrationRuntimeStatus.Pending => progress,
        OrchestrationRuntimeStatus.Failed => progress with { Status = BuildState.Failed, Error = instance.FailureReason() },
        OrchestrationRuntimeStatus.Terminated => progress with { Status = BuildState.Cancelled },
        _ => Running(progress, instance),
    };

    private static BuildProgress Running(BuildProgress progress, OrchestrationMetadata instance)
    {
        // One that was never set reads as null.
        var status = instance.ReadCustomStatusAs<BuildStatus>();
        return progress with
        {
            Status = BuildState.Running,
            Stage = status?.Stage ?? BuildStage.Listing,
            Candidates = status?.Candidates ?? 0,
            WaitsFor = status?.WaitsFor,
            WaitsUntil = status?.WaitsUntil,
        };
    }

    private async Task<IReadOnlyCollection<ChunkProgress>> ReadChunksAsync(BuildId build, CancellationToken cancellation)
    {
        var chunks = new Dictionary<string, ChunkProgress>(StringComparer.Ordinal);
        // Committed ones last: they replace the marks that they made on their way.
        foreach (var prefix in (string[])[build.Work.Progress, build.Paths.Chunks])
        {
            await foreach (var chunk in storage.Datasets.ChunksBelowAsync(prefix, cancellation))
            {
                if (chunk.Marks is { } marks)
                    chunks[Path.GetFileNameWithoutExtension(chunk.Name)] = ChunkProgress.Of(marks, chunk.LastModified ?? marks.StartedAt);
            }
        }
        return chunks.Values;
    }
}
