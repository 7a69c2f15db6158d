using Azure.Storage.Blobs.Models;
using Microsoft.DurableTask.Client;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Scorings;
using PhotoScore.Functions.Datasets;
using PhotoScore.Functions.Models;
using PhotoScore.Functions.Orchestrations;
using PhotoScore.Functions.Storage;
using PhotoScore.Functions.Training;

namespace PhotoScore.Functions.Scorings;

/// <summary>Accepts scorings and starts their orchestrations, which may happen in different lives of the process.</summary>
internal sealed class ScoringStarter(PhotoStorage storage, ScoringCatalog catalog, ModelCatalog models, ScoringOptions options, TimeProvider time)
{
    private readonly DatasetStore _datasets = new(storage.Datasets);

    /// <summary>Accepts a scoring and starts it. Every fault is looked for, those in the request's own form included.</summary>
    /// <param name="model">The model that answers.</param>
    /// <param name="request">As far as it could be read.</param>
    /// <param name="origin">In whose name: asked again, the first one's scoring is found. Null for none.</param>
    /// <param name="client">Starts the orchestration.</param>
    /// <param name="faults">Told of every fault.</param>
    /// <param name="cancellation">Stops before the scoring is allocated, or after.</param>
    /// <returns>The scoring and what was accepted; null when there are faults.</returns>
    /// <exception cref="OriginReusedException">The origin asked for something else before.</exception>
    public async Task<(ScoringKey Key, AcceptedScoring Accepted)?> StartAsync(
        ModelName model, ScoringRequest request, RequestOrigin? origin, DurableTaskClient client, RequestFaults faults, CancellationToken cancellation)
    {
        var scorings = await catalog.ScoringsAsync(model, cancellation);
        if (origin is not null && await FindAsync(model, scorings, origin, cancellation) is { } earlier)
            return earlier;
        var version = await VersionAsync(model, request.ModelVersion, faults, cancellation);
        var dataset = request.Dataset is { } name ? await DatasetAsync(name, request, faults, cancellation) : null;
        // A prefix that is faulty itself would list something else than was meant.
        if (request.Prefix is { } prefix && !faults.ByPath().ContainsKey("prefix") && !await HasBlobsAsync(request, cancellation))
            faults.Add("prefix", $"Container {storage.ContainerOf(request).Name} has no blob whose name begins with '{prefix}': upload the photos first.");
        if (faults.Any || version is null)
            return null;

        var accepted = new AcceptedScoring
        {
            AcceptedAt = time.GetUtcNow(),
            Version = version.Value,
            DatasetVersion = dataset?.Version,
            PhotosPerPart = options.PhotosPerPart,
            Request = request,
            Origin = origin?.ToString(),
        };
        var scoring = new ScoringKey(model, scorings.Count == 0 ? VersionId.First : scorings[^1].Next);
        while (!await storage.Scorings.CreateJsonAsync(scoring.Paths().Request, accepted, cancellation))
        {
            // A twin of this very request may have been quicker.
            if (origin is not null && await FindAsync(model, [scoring.Scoring], origin, cancellation) is { } twin)
                return twin;
            scoring = scoring with { Scoring = scoring.Scoring.Next };
        }
        await EnsureInstanceAsync(scoring, client, cancellation);
        return (scoring, accepted);
    }

    /// <summary>Starts the orchestration unless it was ever started.</summary>
    /// <returns>Whether it was started now.</returns>
    public async Task<bool> EnsureInstanceAsync(ScoringKey scoring, DurableTaskClient client, CancellationToken cancellation) =>
        await client.GetInstanceAsync(scoring.InstanceId, cancellation) is null
        && await client.TryStartAsync(nameof(ScorePhotos), new ScoringRun(scoring, options.PartsAtOnce), scoring.InstanceId, cancellation);

    private async Task<(ScoringKey Key, AcceptedScoring Accepted)?> FindAsync(
        ModelName model, IEnumerable<VersionId> scorings, RequestOrigin origin, CancellationToken cancellation)
    {
        foreach (var scoring in scorings.Reverse())
        {
            var key = new ScoringKey(model, scoring);
            if (await catalog.AcceptedAsync(key, cancellation) is { } accepted && origin.Matches(accepted.Origin))
                return (key, accepted);
        }
        return null;
    }

    private async Task<VersionId?> VersionAsync(ModelName model, VersionId? wanted, RequestFaults faults, CancellationToken cancellation)
    {
        if (wanted is { } named)
        {
            if (await models.IsPublishedAsync(model, named, cancellation))
                return named;
            faults.Add("modelVersion", await UnknownModel.DescribeAsync(models, model.Value, named.ToString(), cancellation));
            return null;
        }
        if ((await models.CurrentAsync(model, cancellation))?.Value.Routes.MaxBy(route => route.Share) is { } main)
            return main.Version;
        faults.Add("modelVersion", (await models.VersionsAsync(model, cancellation)).Count == 0
            ? await UnknownModel.DescribeAsync(models, model.Value, cancellation)
            : $"No version of {model} is current: name one here, or promote one with POST /api/models/{model}/{{version}}/promote.");
        return null;
    }

    private async Task<DatasetManifest?> DatasetAsync(DatasetName name, ScoringRequest request, RequestFaults faults, CancellationToken cancellation)
    {
        if (await _datasets.CompleteVersionAsync(name, request.Version, faults, cancellation) is not { } dataset)
            return null;
        if (!dataset.Shards.Any(shard => shard.Photos > 0 && (request.Split is not { } split || shard.Split == split)))
            faults.Add(request.Split is null ? "dataset" : "split", $"{dataset.Dataset} {dataset.Version} has no {(request.Split is { } empty ? $"{empty.Name()} " : "")}photos.");
        return dataset;
    }

    private async Task<bool> HasBlobsAsync(ScoringRequest request, CancellationToken cancellation)
    {
        await foreach (var page in storage.ContainerOf(request).GetBlobsAsync(new GetBlobsOptions { Prefix = request.Prefix }, cancellation).AsPages(pageSizeHint: 1))
            return page.Values.Count > 0;
        return false;
    }
}
