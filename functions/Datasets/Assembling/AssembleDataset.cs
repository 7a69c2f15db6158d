using Microsoft.Azure.Functions.Worker;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Assembling;
using PhotoScore.Core.Datasets.Findings;
using PhotoScore.Core.Datasets.Reporting;
using PhotoScore.Core.Datasets.Sharding;
using PhotoScore.Core.Datasets.Splitting;
using PhotoScore.Core.Datasets.Tables;
using PhotoScore.Functions.Datasets.Chunks;
using PhotoScore.Functions.Datasets.Orchestration;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Datasets.Assembling;

/// <summary>What assembling decided, and how many shards it planned.</summary>
/// <param name="Shards">How many shards are to be packed.</param>
/// <param name="Classes">The names of the classes.</param>
/// <param name="Thresholds">The thresholds between them, if labels come from scores.</param>
/// <param name="Outcomes">How many candidates had each outcome.</param>
/// <param name="Findings">What was learned of the photos and their labels.</param>
/// <param name="Clusters">The clusters of duplicates that the report shows.</param>
internal sealed record AssembledPlan(
    int Shards, IReadOnlyList<string> Classes, IReadOnlyList<double> Thresholds, IReadOnlyDictionary<string, int> Outcomes, DatasetFindings Findings,
    ClusterExamples Clusters);

/// <summary>Finds duplicates, decides labels and splits over all chunks, writes the ledger and plans the shards.</summary>
internal sealed class AssembleDataset(PhotoStorage storage, BuildRecipes recipes)
{
    private readonly DatasetStore _store = new(storage.Datasets);

    /// <summary>Assembles, unless an earlier attempt did; gives the number of shards.</summary>
    /// <exception cref="BuildFaultException">No photo is left, or two splits share what they must not.</exception>
    [Function(nameof(AssembleDataset))]
    public async Task<int> RunAsync([ActivityTrigger] ChunksToAssemble input, CancellationToken cancellation)
    {
        var (build, work) = (input.Build, input.Build.Work);
        if (await storage.Datasets.TryReadJsonAsync<AssembledPlan>(work.Assembled, cancellation) is { } made)
            return made.Shards;

        var recipe = (await recipes.GetAsync(build, cancellation)).Recipe;
        var chunks = new List<ChunkLedger>();
        for (var chunk = 0; chunk < input.Chunks; chunk++)
            chunks.Add(await storage.Datasets.ReadChunkAsync(build.Paths.Chunk(chunk), cancellation));
        var leftOut = await storage.Datasets.ReadChunkAsync(work.LeftOut, cancellation);
        var dataset = DatasetAssembler.Assemble(recipe, chunks, leftOut.Entries, await KnownSplitsAsync(build, cancellation));

        await WriteAsync(build.Paths.Ledger, stream => LedgerTable.WriteAsync(stream, dataset.Ledger, cancellation), cancellation);
        if (dataset.Photos.Count == 0)
            throw new BuildFaultException($"None of the {dataset.Ledger.Count} candidates became a photo of the dataset ({Text(dataset.Outcomes)}). The ledger tells why.");

        if (dataset.Findings.Leakage is { IsEmpty: false } leakage)
            throw new BuildFaultException(Text(leakage));

        var plan = ShardPlan.Make(dataset.Photos, recipe.Split.Seed);
        await WriteAsync(work.Shards, stream => ShardPlanTable.WriteAsync(stream, plan, cancellation), cancellation);
        await storage.Datasets.TryCreateJsonAsync(
            work.Assembled, new AssembledPlan(plan.Count, dataset.Classes, dataset.Thresholds, dataset.Outcomes, dataset.Findings, dataset.Clusters), cancellation);
        return (await storage.Datasets.TryReadJsonAsync<AssembledPlan>(work.Assembled, cancellation))!.Shards;
    }

    // A photo that an earlier model trained on must not end up in a later test split.
    private async Task<KnownSplits> KnownSplitsAsync(BuildId build, CancellationToken cancellation)
    {
        var known = KnownSplits.None;
        foreach (var earlier in await _store.VersionsAsync(build.Dataset, cancellation))
        {
            if (!earlier.Complete || earlier.Version >= build.Version)
                continue;
            await foreach (var row in _store.PhotosAsync(new BuildId(build.Dataset, earlier.Version).Paths, cancellation))
                known.Add(row.Photo);
        }
        return known;
    }

    private async Task WriteAsync(string name, Func<Stream, Task> write, CancellationToken cancellation)
    {
        await using var file = ScratchFile.Create();
        await write(file);
        file.Position = 0;
        await storage.Datasets.TryCreateAsync(name, file, metadata: null, cancellation);
    }

    private static string Text(LeakageFindings leakage) =>
        $"The splits share {leakage.Clusters} clusters, {leakage.Files} files, {leakage.Urls} URLs and {leakage.Authors} authors: {string.Join("; ", leakage.Examples)}. " +
        "Nothing in a recipe should lead to this: report it, with the recipe.";

    private static string Text(IReadOnlyDictionary<string, int> outcomes) => string.Join(", ", outcomes.Select(outcome => $"{outcome.Key} {outcome.Value}"));
}
