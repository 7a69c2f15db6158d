using Microsoft.DurableTask.Client;
using PhotoScore.Core.Scorings;
using PhotoScore.Core.Storage;
using PhotoScore.Functions.Datasets.Chunks;
using PhotoScore.Functions.Datasets.Progress;
using PhotoScore.Functions.Models;
using PhotoScore.Functions.Orchestrations;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Scorings;

/// <summary>Says where a scoring stands: from its manifest, or the orchestration and what the parts tell of themselves in two listings.</summary>
internal sealed class ScoringViews(PhotoStorage storage, ScoringCatalog catalog, ModelCatalog models, TimeProvider time)
{
    public async Task<ScoringView> OfAsync(ScoringKey key, AcceptedScoring accepted, DurableTaskClient client, CancellationToken cancellation)
    {
        var view = new ScoringView
        {
            Model = key.Model,
            Scoring = key.Scoring,
            Status = ScoringState.Completed,
            Version = accepted.Version,
            DatasetVersion = accepted.DatasetVersion,
            Request = accepted.Request,
            AcceptedAt = accepted.AcceptedAt,
            PartsAt = $"{Containers.Scorings}/{key.Paths().Parts}",
        };
        if (await catalog.ManifestAsync(key, cancellation) is { } manifest)
            return Completed(view, manifest);

        var instance = await client.GetInstanceAsync(key.InstanceId, getInputsAndOutputs: true, cancellation);
        var state = await StateAsync(key, instance, cancellation);
        var status = instance?.ReadCustomStatusAs<ScoringStatus>();
        view = view with
        {
            Status = state,
            Photos = status is { Listed: true } ? status.Photos : null,
            Error = state == ScoringState.Failed ? instance!.FailureReason() : null,
        };
        return await WithProgressAsync(view, key.Paths(), cancellation);
    }

    private static ScoringView Completed(ScoringView view, ScoringManifest manifest) => view with
    {
        StartedAt = manifest.StartedAt,
        FinishedAt = manifest.FinishedAt,
        Photos = manifest.Photos,
        Done = manifest.Photos,
        Counts = manifest.Counts,
        Classes = manifest.Classes,
        Parts = manifest.Parts,
    };

    private async Task<ScoringState> StateAsync(ScoringKey key, OrchestrationMetadata? instance, CancellationToken cancellation)
    {
        if (await storage.Scorings.GetBlobClient(key.Paths().Cancelled).ExistsAsync(cancellation))
            return ScoringState.Cancelled;
        return instance?.RuntimeStatus switch
        {
            null or OrchestrationRuntimeStatus.Pending => ScoringState.Queued,
            OrchestrationRuntimeStatus.Failed => ScoringState.Failed,
            OrchestrationRuntimeStatus.Terminated => ScoringState.Cancelled,
            _ => ScoringState.Running,
        };
    }

    private async Task<ScoringView> WithProgressAsync(ScoringView view, ScoringPaths paths, CancellationToken cancellation)
    {
        if (await models.ManifestAsync(view.Model, view.Version, cancellation) is not { } model)
            return view;
        var marks = await MarksAsync(paths.Progress, cancellation);
        var written = await MarksAsync(paths.Parts, cancellation);
        // Written ones replace the marks that they made on their way.
        foreach (var (name, part) in written)
            marks[name] = part;

        var (counts, classes) = ScoringOutcomes.Sum(marks.Values.SelectMany(part => part.Counts), model.Classes);
        var done = counts.Values.Sum();
        var rate = view.Status == ScoringState.Running ? FetchRate.PerSecond(marks.Values, time.GetUtcNow()) : null;
        return view with
        {
            StartedAt = marks.Count == 0 ? null : marks.Values.Min(part => part.StartedAt),
            Done = done,
            Counts = counts,
            Classes = classes,
            Parts = written.Count,
            PhotosPerSecond = rate is { } known ? Math.Round(known, 1) : null,
            SecondsLeft = rate > 0 && view.Photos is { } photos ? Math.Round((photos - done) / rate.Value) : null,
        };
    }

    private async Task<Dictionary<string, ChunkProgress>> MarksAsync(string prefix, CancellationToken cancellation)
    {
        var marks = new Dictionary<string, ChunkProgress>(StringComparer.Ordinal);
        await foreach (var blob in storage.Scorings.ChunksBelowAsync(prefix, cancellation))
        {
            if (blob.Marks is { } found)
                marks[Path.GetFileNameWithoutExtension(blob.Name)] = ChunkProgress.Of(found, blob.LastModified ?? found.StartedAt);
        }
        return marks;
    }
}
