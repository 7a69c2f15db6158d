using Azure.Storage.Blobs.Models;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using PhotoScore.Core.Scorings;
using PhotoScore.Functions.Datasets.Chunks;
using PhotoScore.Functions.Models;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Scorings;

/// <summary>Sums what the parts tell of themselves, completes the scoring, and clears what only its steps needed.</summary>
internal sealed class FinishScoring(PhotoStorage storage, ScoringCatalog catalog, ModelCatalog models, TimeProvider time, ILogger<FinishScoring> logger)
{
    /// <summary>Completes a scoring, unless an earlier attempt did.</summary>
    /// <exception cref="ScoringFaultException">Parts are missing: somebody deleted them.</exception>
    [Function(nameof(FinishScoring))]
    public async Task RunAsync([ActivityTrigger] ScoringToFinish input, CancellationToken cancellation)
    {
        if (await catalog.ManifestAsync(input.Key, cancellation) is null)
        {
            var manifest = await SumAsync(input, cancellation);
            await storage.Scorings.TryCreateJsonAsync(input.Key.Paths().Manifest, manifest, cancellation);
            logger.ScoringCompleted(input.Key.Model, input.Key.Scoring, input.Photos, input.Parts);
        }
        await foreach (var blob in storage.Scorings.GetBlobsAsync(new GetBlobsOptions { Prefix = input.Key.Paths().Work }, cancellation))
            await storage.Scorings.GetBlobClient(blob.Name).DeleteIfExistsAsync(cancellationToken: cancellation);
    }

    private async Task<ScoringManifest> SumAsync(ScoringToFinish input, CancellationToken cancellation)
    {
        var accepted = await catalog.RequiredAsync(input.Key, cancellation);
        var model = await models.ManifestAsync(input.Key.Model, accepted.Version, cancellation)
            ?? throw new ScoringFaultException($"{input.Key.Model} {accepted.Version} is gone. Score with another version of the model.");
        var parts = await storage.Scorings.ChunksBelowAsync(input.Key.Paths().Parts, cancellation).Select(part => part.Marks).OfType<ChunkMarks>().ToListAsync(cancellation);
        if (parts.Count != input.Parts)
            throw new ScoringFaultException($"{parts.Count} of {input.Parts} parts are there: some were deleted. Start another scoring.");

        var (counts, classes) = ScoringOutcomes.Sum(parts.SelectMany(part => ChunkTally.Parse(part.Counts)), model.Classes);
        return new()
        {
            Model = input.Key.Model,
            Scoring = input.Key.Scoring,
            Version = accepted.Version,
            DatasetVersion = accepted.DatasetVersion,
            Request = accepted.Request,
            AcceptedAt = accepted.AcceptedAt,
            StartedAt = parts.Count == 0 ? null : parts.Min(part => part.StartedAt),
            FinishedAt = time.GetUtcNow(),
            Photos = input.Photos,
            Parts = input.Parts,
            Counts = counts,
            Classes = classes,
            EmbeddingLength = accepted.Request.Embeddings ? model.EmbeddingLength : null,
        };
    }
}
