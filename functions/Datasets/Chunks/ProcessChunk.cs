using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Datasets.Sharding;
using PhotoScore.Core.Datasets.Tables;
using PhotoScore.Core.Storage;
using PhotoScore.Functions.Datasets.Orchestration;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Datasets.Chunks;

/// <summary>
/// Fetches, checks, hashes and resizes the photos of one chunk. First the tar is written, under its own hash, then the table
/// that names it, create-only: the commit. A late twin of a crashed attempt changes nothing; a retry finds the table and stops.
/// </summary>
/// <param name="storage">The containers.</param>
/// <param name="recipes">The recipes of builds.</param>
/// <param name="tools">What fetches and processes photos.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed class ProcessChunk(PhotoStorage storage, BuildRecipes recipes, ChunkTools tools, TimeProvider time, ILogger<ProcessChunk> logger)
{
    /// <summary>Processes a chunk, unless an earlier attempt did.</summary>
    /// <exception cref="BuildFaultException">The build was cancelled.</exception>
    [Function(nameof(ProcessChunk))]
    public async Task RunAsync([ActivityTrigger] ChunkToProcess input, CancellationToken cancellation)
    {
        var paths = input.Build.Paths;
        if (await storage.Datasets.GetBlobClient(paths.Chunk(input.Chunk)).ExistsAsync(cancellation))
            return;

        var startedAt = time.GetUtcNow();
        var tally = new ChunkTally();
        var (cancelled, mark) = (storage.Datasets.GetBlobClient(input.Build.Work.Cancelled), storage.Datasets.GetBlobClient(input.Build.Work.ProgressOf(input.Chunk)));
        await using var watch = new ChunkWatch(cancelled, mark, startedAt, tally, time, cancellation);
        try
        {
            var recipe = (await recipes.GetAsync(input.Build, watch.Token)).Recipe;
            var candidates = await ReadCandidatesAsync(input, watch.Token);
            using var filters = await tools.Filters.OfAsync(recipe.Filters, watch.Token);
            await using var spill = new JpegSpill();
            await using var rate = await ChunkRate.StartAsync(storage.Datasets, input.Run, recipe.Download.PerHostPerSecond, time, watch.Token);
            var entries = await tools.Pipeline.RunAsync(
                candidates, tools.Fetcher(storage.Sources, recipe.Download, rate.Hosts), recipe, filters, spill, tally, watch.Token);
            await CommitAsync(input, entries, spill, new ChunkMarks(startedAt, tally.ToString(), Fingerprint: PhotoFingerprint.Of(recipe)), watch.Token);
        }
        catch (OperationCanceledException) when (watch.IsCancelled)
        {
            throw new BuildFaultException("The build was cancelled.");
        }
        Log.ChunkProcessed(logger, input.Build.Dataset, input.Build.Version, input.Chunk, tally);
        await mark.DeleteIfExistsAsync(cancellationToken: cancellation);
    }

    private async Task<IReadOnlyList<Candidate>> ReadCandidatesAsync(ChunkToProcess input, CancellationToken cancellation)
    {
        var content = await storage.Datasets.GetBlobClient(input.Build.Work.Chunk(input.Chunk)).DownloadContentAsync(cancellation);
        return (await CandidatePages.ReadAsync(content.Value.Content.ToStream(), cancellation)).Candidates;
    }

    private async Task CommitAsync(ChunkToProcess input, LedgerEntry[] entries, JpegSpill spill, ChunkMarks marks, CancellationToken cancellation)
    {
        var paths = input.Build.Paths;
        var tar = await WriteTarAsync(paths, input.Chunk, entries, spill, cancellation);
        var ledger = new ChunkLedger(tar, entries);
        var metadata = (marks with { Tar = tar }).ToMetadata();
        if (await storage.Datasets.TryCreateAsync(paths.Chunk(input.Chunk), stream => ChunkLedgers.WriteAsync(stream, ledger, cancellation), metadata, cancellation) || tar is null)
            return;

        // A twin was faster. Its tar has our name only when it has our bytes; otherwise nobody will ever ask for ours.
        var winner = ChunkMarks.From(await storage.Datasets.TryReadMetadataAsync(paths.Chunk(input.Chunk), cancellation));
        if (winner?.Tar != tar)
            await storage.Datasets.GetBlobClient(tar).DeleteIfExistsAsync(cancellationToken: cancellation);
    }

    /// <summary>Writes the photos that are to be stored, enters where they lie, and gives the tar's name; null when there are none.</summary>
    private async Task<string?> WriteTarAsync(DatasetPaths paths, int chunk, LedgerEntry[] entries, JpegSpill spill, CancellationToken cancellation)
    {
        if (!Array.Exists(entries, entry => entry.Photo is not null))
            return null;

        await using var file = ScratchFile.Create();
        await using var tar = new ChunkTarWriter(file);
        // Candidates come in the order of their keys, so the tar's bytes don't depend on which photo was ready first.
        for (var i = 0; i < entries.Length; i++)
        {
            if (entries[i].Photo is not { } facts)
                continue;
            var jpeg = spill.Read(i);
            var offset = await tar.AddAsync(entries[i].Candidate.Key, jpeg, cancellation);
            entries[i] = entries[i] with { Photo = facts with { Offset = offset, Length = jpeg.Length } };
        }
        var (_, sha256) = await tar.CompleteAsync(cancellation);

        file.Position = 0;
        var name = paths.ChunkTar(chunk, sha256);
        await storage.Datasets.GetBlobClient(name).UploadAsync(file, overwrite: true, cancellation);
        return name;
    }
}
