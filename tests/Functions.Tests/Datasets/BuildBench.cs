using System.Text.Json;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Datasets.Tables;
using PhotoScore.Core.Naming;
using PhotoScore.Functions.Datasets;
using PhotoScore.Functions.Datasets.Api;
using PhotoScore.Functions.Datasets.Assembling;
using PhotoScore.Functions.Datasets.Chunks;
using PhotoScore.Functions.Datasets.Finishing;
using PhotoScore.Functions.Datasets.Listing;
using PhotoScore.Functions.Datasets.Orchestration;
using PhotoScore.Functions.Datasets.Overlap;
using PhotoScore.Functions.Datasets.Packing;
using PhotoScore.Functions.Datasets.Planning;
using PhotoScore.Functions.Datasets.Reporting;
using PhotoScore.Functions.Storage;
using PhotoScore.Functions.Training;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Datasets;

/// <summary>Everything that a build needs, with containers of its own on a real Azurite; the orchestrators run in process.</summary>
internal sealed class BuildBench : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private BuildBench(PhotoStorage storage, Dictionary<string, string?> settings)
    {
        Storage = storage;
        var services = new ServiceCollection().AddLogging().AddSingleton(storage).AddSingleton<TimeProvider>(Clock)
            .AddDatasets(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddTraining(new ConfigurationBuilder().Build())
            .AddTransient<BuildTrainingActivity>();
        foreach (var function in (Type[])[typeof(ListCandidates), typeof(PlanChunks), typeof(ProcessChunk), typeof(AssembleDataset), typeof(PackShard),
            typeof(WriteTables), typeof(WriteReport), typeof(FinishDataset), typeof(StartBuild), typeof(RetryFailed), typeof(BuildEndpoints), typeof(DatasetEndpoints), typeof(LedgerEndpoint), typeof(ReportEndpoint), typeof(OverlapEndpoint), typeof(StartForgottenBuilds)])
        {
            services.AddTransient(function);
        }
        _services = services.BuildServiceProvider();
    }

    public PhotoStorage Storage { get; }

    public DatasetStore Store => new(Storage.Datasets);

    /// <summary>Stands between the orchestrator and an activity: may run it twice, late, or cancel it first.</summary>
    public Func<string, Func<CancellationToken, Task<object?>>, Task<object?>> Disturb { get; set; } =
        (_, run) => run(TestContext.Current.CancellationToken);

    public List<object?> Statuses { get; } = [];

    /// <summary>The true time, moved ahead by the durable timers that the orchestrator slept through.</summary>
    public LeapingClock Clock { get; } = new();

    public static async Task<BuildBench> CreateAsync(AzuriteFixture azurite, params (string Key, string Value)[] settings)
    {
        var storage = new PhotoStorage(azurite.Blobs, azurite.Queues, azurite.NewPrefix());
        await storage.EnsureAsync(TestContext.Current.CancellationToken);
        return new BuildBench(storage, new Dictionary<string, string?>(settings.Select(s => KeyValuePair.Create<string, string?>(s.Key, s.Value)))
        {
            ["Downloads:AllowLoopback"] = "true",
        });
    }

    /// <summary>Knows the training that a recipe asked for.</summary>
    public FakeDurableClient Client { get; } = new();

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public Task UploadAsync(string name, byte[] content) =>
        Storage.Sources.GetBlobClient(name).UploadAsync(new BinaryData(content), overwrite: true, TestContext.Current.CancellationToken);

    public async Task<BuildId> AcceptAsync(string dataset, string recipe)
    {
        var reading = RecipeReader.Read(recipe);
        Assert.True(reading.Recipe is not null, string.Join("; ", reading.Faults));
        var name = DatasetName.Parse(dataset);
        return new BuildId(name, await Store.AllocateAsync(name, reading.Recipe, origin: null, TestContext.Current.CancellationToken));
    }

    /// <summary>Accepts a recipe and carries the build out.</summary>
    public async Task<BuildId> BuildAsync(string dataset, string recipe)
    {
        var build = await AcceptAsync(dataset, recipe);
        await RunAsync(build);
        return build;
    }

    public Task<BuiltDataset> RunAsync(BuildId build) =>
        BuildDataset.RunAsync(new InProcessOrchestration(nameof(BuildDataset), build.InstanceId, build, CallAsync, Statuses, Clock.LeapTo));

    public async Task<IReadOnlyList<LedgerEntry>> LedgerAsync(BuildId build) =>
        await Store.LedgerAsync(build.Paths, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

    public async Task<IReadOnlyList<PhotoRow>> PhotosAsync(BuildId build) =>
        await Store.PhotosAsync(build.Paths, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

    public async Task<DatasetManifest> ManifestAsync(BuildId build) =>
        (await Store.ManifestAsync(build.Paths, TestContext.Current.CancellationToken))!;

    /// <summary>The bytes of every blob below a version whose name passes, by the name below the version.</summary>
    public async Task<SortedDictionary<string, byte[]>> BlobsAsync(BuildId build, Func<string, bool> wanted)
    {
        var blobs = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        await foreach (var blob in Storage.Datasets.GetBlobsAsync(new GetBlobsOptions { Prefix = build.Paths.Prefix }, TestContext.Current.CancellationToken))
        {
            var name = blob.Name[build.Paths.Prefix.Length..];
            if (wanted(name))
                blobs[name] = (await Storage.Datasets.GetBlobClient(blob.Name).DownloadContentAsync(TestContext.Current.CancellationToken)).Value.Content.ToArray();
        }
        return blobs;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private Task<object?> CallAsync(string name, string? input)
    {
        if (name == nameof(ProcessChunks))
            return RunChunksAsync(input!);
        return Disturb(name, async cancellation => name switch
        {
            nameof(ListCandidates.CountSources) => await Get<ListCandidates>().CountSources(Read<BuildId>(input), cancellation),
            nameof(ListCandidates) => await Get<ListCandidates>().RunAsync(Read<PageToList>(input), cancellation),
            nameof(PlanChunks) => await Get<PlanChunks>().RunAsync(Read<PagesToPlan>(input), cancellation),
            nameof(ProcessChunk) => await Nothing(Get<ProcessChunk>().RunAsync(Read<ChunkToProcess>(input), cancellation)),
            nameof(AssembleDataset) => await Get<AssembleDataset>().RunAsync(Read<ChunksToAssemble>(input), cancellation),
            nameof(PackShard) => await Nothing(Get<PackShard>().RunAsync(Read<ShardToPack>(input), cancellation)),
            nameof(WriteTables) => await Nothing(Get<WriteTables>().RunAsync(Read<BuildId>(input), cancellation)),
            nameof(WriteReport) => await Nothing(Get<WriteReport>().RunAsync(Read<BuildId>(input), cancellation)),
            nameof(FinishDataset) => await Get<FinishDataset>().RunAsync(Read<BuildId>(input), cancellation),
            nameof(BuildTrainingActivity.StartBuildTraining) => await Get<BuildTrainingActivity>().StartBuildTraining(Read<BuildId>(input), Client, cancellation),
            _ => throw new InvalidOperationException($"There is no activity {name}."),
        });
    }

    private async Task<object?> RunChunksAsync(string input)
    {
        var run = JsonSerializer.Deserialize<ChunkRun>(input);
        await ProcessChunks.RunAsync(new InProcessOrchestration(nameof(ProcessChunks), "", run, CallAsync, []));
        return null;
    }

    private static T Read<T>(string? input) => JsonSerializer.Deserialize<T>(input!)!;

    private static async Task<object?> Nothing(Task task)
    {
        await task;
        return null;
    }
}
