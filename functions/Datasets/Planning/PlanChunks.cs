using Microsoft.Azure.Functions.Worker;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Filtering;
using PhotoScore.Core.Datasets.Tables;
using PhotoScore.Functions.Datasets.Orchestration;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Datasets.Planning;

/// <summary>Applies the filters on metrics to all candidates at once, and divides those that stay into chunks.</summary>
/// <param name="storage">The containers.</param>
/// <param name="recipes">The recipes of builds.</param>
/// <param name="options">The size of a chunk.</param>
internal sealed class PlanChunks(PhotoStorage storage, BuildRecipes recipes, BuildOptions options)
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

        var recipe = (await recipes.GetAsync(input.Build, cancellation)).Recipe;
        var (candidates, skipped) = CandidateSet.Of(await ReadPagesAsync(input, cancellation));
        var filtered = CandidateFilters.Apply(recipe.Filters, candidates);
        LedgerEntry[] leftOut = [.. skipped, .. filtered.LeftOut];
        if (filtered.Kept.Count == 0)
        {
            throw new BuildFaultException(candidates.Count == 0
                ? $"The sources list no photo{(skipped.Count > 0 ? $" that can be fetched ({skipped.Count} were skipped)" : "")}. Check their names, and that the photos are there."
                : $"The filters leave out all {candidates.Count} candidates. Loosen them.");
        }

        // In the order of keys, which are hashes: the photos of one host are spread over all chunks, and so is the wait for it.
        var chunks = filtered.Kept.Chunk(options.CandidatesPerChunk).ToList();
        await Parallel.ForEachAsync(chunks.Index(), new ParallelOptions { MaxDegreeOfParallelism = UploadsAtOnce, CancellationToken = cancellation }, async (chunk, stop) =>
            await WriteAsync(work.Chunk(chunk.Index), stream => CandidatePages.WriteAsync(stream, new CandidatePage(chunk.Item, NextPage: null), stop), stop));
        await WriteAsync(work.LeftOut, stream => ChunkLedgers.WriteAsync(stream, new ChunkLedger(Tar: null, leftOut), cancellation), cancellation);

        var plan = new BuildPlan(candidates.Count + skipped.Count, leftOut.Length, chunks.Count, Math.Min(options.ChunksAtOnce, chunks.Count));
        await storage.Datasets.TryCreateJsonAsync(work.Plan, plan, cancellation);
        return (await storage.Datasets.TryReadJsonAsync<BuildPlan>(work.Plan, cancellation))!;
    }

    private async Task<IReadOnlyList<CandidatePage>> ReadPagesAsync(PagesToPlan input, CancellationToken cancellation)
    {
        var pages = new List<CandidatePage>();
        for (var page = 0; page < input.Pages; page++)
        {
            var content = await storage.Datasets.GetBlobClient(input.Build.Paths.Candidates(page)).DownloadContentAsync(cancellation);
            pages.Add(await CandidatePages.ReadAsync(content.Value.Content.ToStream(), cancellation));
        }
        return pages;
    }

    private async Task WriteAsync(string name, Func<Stream, Task> write, CancellationToken cancellation)
    {
        using var content = new MemoryStream();
        await write(content);
        content.Position = 0;
        await storage.Datasets.TryCreateAsync(name, content, metadata: null, cancellation);
    }
}
