using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using PhotoScore.Core.Models;
using PhotoScore.Core.Scorings;
using PhotoScore.Functions.Datasets.Chunks;
using PhotoScore.Functions.Predictions;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Scorings;

/// <summary>Answers the photos of one chunk and writes its part, create-only: a late twin of a crashed attempt changes nothing, a retry finds it and stops.</summary>
internal sealed class ScoreChunk(
    PhotoStorage storage, ScoringCatalog catalog, ListPhotos pages, ModelSessions sessions, ChunkPhotos photos, ChunkScorer scorer, TimeProvider time, ILogger<ScoreChunk> logger)
{
    /// <summary>Scores a chunk, unless an earlier attempt did.</summary>
    /// <exception cref="ScoringFaultException">The scoring was cancelled, or the model is gone.</exception>
    [Function(nameof(ScoreChunk))]
    public async Task RunAsync([ActivityTrigger] ChunkToScore input, CancellationToken cancellation)
    {
        var paths = input.Key.Paths();
        if (await storage.Scorings.GetBlobClient(paths.Part(input.Chunk)).ExistsAsync(cancellation))
            return;

        var startedAt = time.GetUtcNow();
        var tally = new ChunkTally();
        var mark = storage.Scorings.GetBlobClient(paths.ProgressOf(input.Chunk));
        await using var watch = new ChunkWatch(storage.Scorings.GetBlobClient(paths.Cancelled), mark, startedAt, tally, time, cancellation);
        try
        {
            await ScoreAsync(input, startedAt, tally, watch.Token);
        }
        catch (OperationCanceledException) when (watch.IsCancelled)
        {
            throw new ScoringFaultException("The scoring was cancelled.");
        }
        logger.ChunkScored(input.Key.Model, input.Key.Scoring, input.Chunk, tally);
        await mark.DeleteIfExistsAsync(cancellationToken: cancellation);
    }

    private async Task ScoreAsync(ChunkToScore input, DateTimeOffset startedAt, ChunkTally tally, CancellationToken cancellation)
    {
        var paths = input.Key.Paths();
        var accepted = await catalog.RequiredAsync(input.Key, cancellation);
        var page = await pages.PageAsync(paths, input.Chunk / ScoringPage.MostChunks, cancellation)
            ?? throw new ScoringFaultException($"{paths.Work} is gone: the scoring was deleted. Start another one.");
        var model = await HoldAsync(input.Key, accepted, cancellation);
        try
        {
            var chunk = photos.OfAsync(accepted, page.Chunks[input.Chunk % ScoringPage.MostChunks], cancellation);
            var rows = await scorer.ScoreAsync(model, chunk, accepted.Request.Embeddings, tally, cancellation);
            await storage.Scorings.TryCreateAsync(
                paths.Part(input.Chunk),
                stream => ScoringTable.WriteAsync(stream, Columns(model.Manifest, accepted.Request), rows, Notes(model.Manifest), cancellation),
                new ChunkMarks(startedAt, tally.ToString()).ToMetadata(),
                cancellation);
        }
        finally
        {
            model.Release();
        }
    }

    private async Task<LoadedModel> HoldAsync(ScoringKey key, AcceptedScoring accepted, CancellationToken cancellation)
    {
        try
        {
            return await sessions.HoldAsync(key.Model, accepted.Version, cancellation)
                ?? throw new ScoringFaultException($"{key.Model} {accepted.Version} is gone. Score with another version of the model.");
        }
        catch (InvalidDataException e)
        {
            throw new ScoringFaultException(e.Message, e);
        }
    }

    private static ScoringColumns Columns(ModelManifest model, ScoringRequest request) =>
        new(model.Classes, OfDataset: request.Dataset is not null, Abstains: model.Abstention is not null, request.Embeddings);

    private static Dictionary<string, string> Notes(ModelManifest model) => new()
    {
        ["photoscore.model"] = model.Model.Value,
        ["photoscore.version"] = model.Version.ToString(),
        ["photoscore.onnxSha256"] = model.OnnxSha256,
    };
}
