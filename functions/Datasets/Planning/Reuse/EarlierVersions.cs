using Azure.Storage.Blobs.Models;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Datasets.Tables;
using PhotoScore.Core.Naming;
using PhotoScore.Functions.Datasets.Chunks;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Datasets.Planning.Reuse;

/// <summary>What a build takes from the versions before it: photos, outcomes, and for a repeat of failures the list of candidates too.</summary>
internal sealed class EarlierVersions(PhotoStorage storage)
{
    private const int AtOnce = 8;

    /// <summary>Divides candidates into those that an earlier version settled and those that are to be fetched; the same at every attempt.</summary>
    public async Task<DividedCandidates> DivideAsync(BuildId build, Recipe recipe, IReadOnlyList<Candidate> candidates, CancellationToken cancellation)
    {
        var choice = await new ReuseChooser(storage).ChooseAsync(build, recipe, cancellation);
        var outcomes = recipe.RetryOf is null ? EarlierOutcomes.ForRebuild() : EarlierOutcomes.ForRetry();
        foreach (var some in choice.Chunks.Chunk(AtOnce))
        {
            foreach (var chunk in await Task.WhenAll(some.Select(name => storage.Datasets.ReadChunkAsync(name, cancellation))))
                outcomes.Add(chunk);
        }
        return outcomes.Divide(candidates);
    }

    /// <summary>Commits the chunks that need no fetching, numbered after those that do.</summary>
    public async Task CommitAsync(BuildId build, AcceptedRecipe accepted, int firstChunk, DividedCandidates divided, CancellationToken cancellation)
    {
        var fingerprint = PhotoFingerprint.Of(accepted.Recipe);
        foreach (var (index, chunk) in divided.Settled.Index())
        {
            var tally = new ChunkTally();
            foreach (var entry in chunk.Entries)
                tally.Count(entry.Outcome);
            var marks = new ChunkMarks(accepted.AcceptedAt, tally.ToString(), chunk.Tar, fingerprint, Reused: true);
            await storage.Datasets.TryCreateAsync(build.Paths.Chunk(firstChunk + index), stream => ChunkLedgers.WriteAsync(stream, chunk, cancellation), marks.ToMetadata(), cancellation);
        }
    }

    /// <summary>Copies the pages that an earlier version listed, so that this one can be repeated too; gives their number.</summary>
    /// <exception cref="BuildFaultException">There are none.</exception>
    public async Task<int> CopyPagesAsync(BuildId build, VersionId from, CancellationToken cancellation)
    {
        var paths = new BuildId(build.Dataset, from).Paths;
        for (var page = 0; ; page++)
        {
            var blob = storage.Datasets.GetBlobClient(paths.Candidates(page));
            if (!await blob.ExistsAsync(cancellation))
                return page > 0 ? page : throw new BuildFaultException($"{paths.Candidates(0)} is gone; build {build.Dataset} anew instead of trying {from} again.");
            BlobDownloadResult content = await blob.DownloadContentAsync(cancellation);
            await storage.Datasets.TryCreateAsync(build.Paths.Candidates(page), content.Content.ToStream(), content.Details.Metadata, cancellation);
        }
    }
}
