using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using PhotoScore.Functions.Datasets.Assembling;
using PhotoScore.Functions.Datasets.Finishing;
using PhotoScore.Functions.Datasets.Listing;
using PhotoScore.Functions.Datasets.Packing;
using PhotoScore.Functions.Datasets.Planning;
using PhotoScore.Functions.Datasets.Reporting;
using PhotoScore.Functions.Training;

namespace PhotoScore.Functions.Datasets.Orchestration;

/// <summary>Builds one dataset version from its recipe.</summary>
internal static class BuildDataset
{
    // A history of a few hundred events replays at once; see ProcessChunks.
    private const int ChunksPerRun = 200;
    private const int ShardsAtOnce = 4;

    /// <summary>Lists, plans, fetches, assembles, packs, reports, finishes. What the steps hand to each other lies in blobs.</summary>
    [Function(nameof(BuildDataset))]
    public static async Task<BuiltDataset> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var build = context.GetInput<BuildId>()!;

        var pages = await ListAsync(context, build);

        Tell(BuildStage.Planning, 0);
        var plan = await context.CallActivityAsync<BuildPlan>(nameof(PlanChunks), new PagesToPlan(build, pages), Retries.Options);

        Tell(BuildStage.Fetching, plan.Candidates);
        foreach (var run in Runs(build, plan))
            await context.CallSubOrchestratorAsync(nameof(ProcessChunks), run, new SubOrchestrationOptions(instanceId: $"{context.InstanceId}-chunks-{run.First}"));

        Tell(BuildStage.Assembling, plan.Candidates);
        var shards = await context.CallActivityAsync<int>(nameof(AssembleDataset), new ChunksToAssemble(build, plan.Chunks + plan.ReusedChunks), Retries.Options);

        Tell(BuildStage.Packing, plan.Candidates);
        await Window.RunAsync(Enumerable.Range(0, shards), ShardsAtOnce, shard =>
            context.CallActivityAsync(nameof(PackShard), new ShardToPack(build, shard), Retries.Options));

        Tell(BuildStage.Finishing, plan.Candidates);
        await context.CallActivityAsync(nameof(WriteTables), build, Retries.Options);
        await context.CallActivityAsync(nameof(WriteReport), build, Retries.Options);
        var photos = await context.CallActivityAsync<int>(nameof(FinishDataset), build, Retries.Options);
        var training = await context.CallActivityAsync<string?>(nameof(BuildTrainingActivity.StartBuildTraining), build, Retries.Options);
        return new BuiltDataset(plan.Candidates, photos, shards, training);

        void Tell(BuildStage stage, int candidates) => context.SetCustomStatus(new BuildStatus(stage, candidates));
    }

    private static async Task<int> ListAsync(TaskOrchestrationContext context, BuildId build)
    {
        context.SetCustomStatus(new BuildStatus(BuildStage.Listing, 0));
        var sources = await context.CallActivityAsync<int>(nameof(ListCandidates.CountSources), build, Retries.Options);
        var (pages, candidates) = (0, 0);
        for (var source = 0; source < sources; source++)
        {
            var listed = new ListedPage(0, More: true);
            for (var first = true; listed.More; first = false)
            {
                listed = await ListPageAsync(context, new PageToList(build, source, pages, first), candidates);
                pages++;
                candidates += listed.Candidates;
                context.SetCustomStatus(new BuildStatus(BuildStage.Listing, candidates));
            }
        }
        return pages;
    }

    // A wait may last hours, as for an API's budget: a durable timer costs nothing meanwhile.
    private static async Task<ListedPage> ListPageAsync(TaskOrchestrationContext context, PageToList page, int candidates)
    {
        while (true)
        {
            var listed = await context.CallActivityAsync<ListedPage>(nameof(ListCandidates), page, Retries.Options);
            if (listed.NotBefore is not { } until)
                return listed;
            context.SetCustomStatus(new BuildStatus(BuildStage.Listing, candidates, listed.WaitsFor, until));
            await context.CreateTimer(until.UtcDateTime, CancellationToken.None);
            context.SetCustomStatus(new BuildStatus(BuildStage.Listing, candidates));
        }
    }

    private static IEnumerable<ChunkRun> Runs(BuildId build, BuildPlan plan)
    {
        for (var first = 0; first < plan.Chunks; first += ChunksPerRun)
            yield return new ChunkRun(build, first, Math.Min(ChunksPerRun, plan.Chunks - first), plan.ChunksAtOnce);
    }
}
