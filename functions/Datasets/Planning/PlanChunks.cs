using Microsoft.Azure.Functions.Worker;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Filtering;
using PhotoScore.Core.Datasets.Tables;
using PhotoScore.Functions.Datasets.Orchestration;
using PhotoScore.Functions.Datasets.Planning.Reuse;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Datasets.Planning;

/// <summary>Applies the filters on metrics to all candidates at once, takes over what earlier versions fetched, and divides the rest into chunks.</summary>
/// <param name="storage">The containers.</param>
/// <param name="recipes">The recipes of builds.</param>
/// <param name="earlier">The versions before this one.</param>
/// <param name="options">The size of a chunk.</param>
internal sealed class PlanChunks(PhotoStorage storage, BuildRecipes recipes, EarlierVersions earlier, BuildOptions options)
{
    private const int UploadsAtOnce = 8;

    /// <summary>Plans, unless an earlier attempt did.</summary>
    /// <exception cref="BuildFaultException">There is nothing to fetch.</exception>
    [Function(nameof(PlanChunks))]
    public async Task<BuildPlan> RunAsync([ActivityTrigger] PagesToPlan input, CancellationToken cancellation)
    {
        var work = input.Build.Work;
        if (await storage.Datasets.TryReadJsonAsync<BuildPlan>(work.Plan, cancellation) is { } made)
            return made;

        var accepted = await recipes.GetAsync(input.Build, cancellation);
        var recipe = accepted.Recipe;
        var pages = recipe.RetryOf is { } version ? await earlier.CopyPagesAsync(input.Build, version, cancellation) : input.Pages;
        var (candidates, skipped) = CandidateSet.Of(await ReadPagesAsync(input.Build, pages, cancellation));
        var filtered = CandidateFilters.Apply(recipe.Filters, candidates);
        LedgerEntry[] leftOut = [.. skipped, .. filtered.LeftOut];
        if (filtered.Kept.Count == 0)
        {
            throw new BuildFaultException(candidates.Count == 0
                ? $"The sources list no photo{(skipped.Count > 0 ? $" that can be fetched ({skipped.Count} were skipped)" : "")}. Check their names, and that the photos are there."
                : $"The filters leave out all {candidates.Count} candidates. Loosen them.");
        }

        // In the order of keys, which are hashes: the photos of one host are spread over all chunks, and so is the wait for it.
        var divided = await earlier.DivideAsync(input.Build, recipe, filtered.Kept, cancellation);
        var chunks = divided.Open.Chunk(options.CandidatesPerChunk).ToList();
        await Parallel.ForEachAsync(chunks.Index(), new ParallelOptions { MaxDegreeOfParallelism = UploadsAtOnce, CancellationToken = cancellation }, async (chunk, stop) =>
            await WriteAsync(work.Chunk(chunk.Index), stream => CandidatePages.WriteAsync(stream, new CandidatePage(chunk.Item, NextPage: null), stop), stop));
        await earlier.CommitAsync(input.Build, accepted, chunks.Count, divided, cancellation);
        await WriteAsync(work.LeftOut, stream => ChunkLedgers.WriteAsync(stream, new ChunkLedger(Tar: null, leftOut), cancellation), cancellation);

        var plan = new BuildPlan(
            candidates.Count + skipped.Count, leftOut.CountBy(entry => entry.Outcome).ToDictionary(StringComparer.Ordinal), chunks.Count, Math.Min(options.ChunksAtOnce, chunks.Count),
            filtered.Kept.Count - divided.Open.Count, divided.Settled.Count);
        await storage.Datasets.TryCreateJsonAsync(work.Plan, plan, cancellation);
        return (await storage.Datasets.TryReadJsonAsync<BuildPlan>(work.Plan, cancellation))!;
    }

    private async Task<IReadOnlyList<CandidatePage>> ReadPagesAsync(BuildId build, int count, CancellationToken cancellation)
    {
        var pages = new List<CandidatePage>();
        for (var page = 0; page < count; page++)
        {
            var content = await storage.Datasets.GetBlobClient(build.Paths.Candidates(page)).DownloadContentAsync(cancellation);
            pages.Add(await CandidatePages.ReadAsync(content.Value.Content.ToStream(), cancellation));
        }
        return pages;
    }

    private Task<bool> WriteAsync(string name, Func<Stream, Task> write, CancellationToken cancellation) =>
        storage.Datasets.TryCreateAsync(name, write, metadata: null, cancellation);
}
