using System.Text;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PhotoScore.Core.Json;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Training;
using PhotoScore.Functions.Datasets;
using PhotoScore.Functions.Models;
using PhotoScore.Functions.Predictions;
using PhotoScore.Functions.Scorings;
using PhotoScore.Functions.Storage;
using PhotoScore.Functions.Tests.Datasets;
using PhotoScore.Functions.Training;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Scorings;

/// <summary>Everything that a scoring needs, with containers of its own on a real Azurite; the orchestrators run in process.</summary>
internal sealed class ScoringBench : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public ScoringBench(PhotoStorage storage, params (string Key, string Value)[] settings)
    {
        Storage = storage;
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create<string, string?>(s.Key, s.Value))).Build();
        var services = new ServiceCollection().AddLogging().AddSingleton(storage).AddSingleton(TimeProvider.System)
            .AddDatasets(configuration).AddTraining(configuration).AddPredictions(configuration).AddScorings(configuration);
        foreach (var function in (Type[])[typeof(ScoringFunctions), typeof(ScoreChunk), typeof(FinishScoring), typeof(StartForgottenScorings)])
            services.AddTransient(function);
        _services = services.BuildServiceProvider();
    }

    public PhotoStorage Storage { get; }

    public FakeDurableClient Client { get; } = new();

    public List<object?> Statuses { get; } = [];

    /// <summary>Stands between the orchestrator and an activity: may run it twice, late, or cancel it first.</summary>
    public Func<string, Func<CancellationToken, Task<object?>>, Task<object?>> Disturb { get; set; } =
        (_, run) => run(TestContext.Current.CancellationToken);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Containers of its own, in which version 1 of the model is current.</summary>
    public static async Task<ScoringBench> CreateAsync(AzuriteFixture azurite, params (string Key, string Value)[] settings)
    {
        var bench = new ScoringBench(await Some.StorageAsync(azurite), settings);
        await bench.PublishAsync(1);
        return bench;
    }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public async Task PublishAsync(int version, float bias = 0)
    {
        await Some.PublishAsync(Storage, version, bias: bias);
        await Get<Promoter>().PromoteAsync(Some.Model, new(version), Promotion.Always, Cancellation);
    }

    public static Task UploadAsync(BlobContainerClient container, string name, byte[] content) =>
        container.GetBlobClient(name).UploadAsync(new BinaryData(content), overwrite: true, Cancellation);

    public Task<IActionResult> PostAsync(string body, string model = "smiles", string? key = null)
    {
        var request = Request(body);
        if (key is not null)
            request.Headers["Idempotency-Key"] = key;
        return Get<ScoringFunctions>().Start(request, model, Client, Cancellation);
    }

    public async Task<JsonElement> GetAsync(string scoring = "v1") =>
        Json(await Get<ScoringFunctions>().Get(Request(), "smiles", scoring, Client, Cancellation));

    public async Task<JsonElement> ListAsync(string query = "") =>
        Json(await Get<ScoringFunctions>().List(Request(query: query), "smiles", Client, Cancellation));

    /// <summary>Starts a scoring and carries it out.</summary>
    public async Task<ScoringKey> ScoreAsync(string body)
    {
        var accepted = Assert.IsType<JsonResult>(await PostAsync(body));
        Assert.Equal(202, accepted.StatusCode);
        var key = new ScoringKey(Some.Model, VersionId.Parse(Json(accepted).GetProperty("scoring").GetString()!));
        await RunAsync(key);
        return key;
    }

    public Task<long> RunAsync(ScoringKey key) =>
        ScorePhotos.RunAsync(new InProcessOrchestration(nameof(ScorePhotos), key.InstanceId, new ScoringRun(key, 3), CallAsync, Statuses));

    /// <summary>The bytes of a scoring's parts, by their names.</summary>
    public async Task<SortedDictionary<string, byte[]>> PartsAsync(ScoringKey key)
    {
        var parts = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        await foreach (var blob in Storage.Scorings.GetBlobsAsync(new GetBlobsOptions { Prefix = key.Paths().Parts }, Cancellation))
            parts[blob.Name] = (await Storage.Scorings.GetBlobClient(blob.Name).DownloadContentAsync(Cancellation)).Value.Content.ToArray();
        return parts;
    }

    public async Task<List<PartRow>> RowsAsync(ScoringKey key)
    {
        var rows = new List<PartRow>();
        foreach (var part in (await PartsAsync(key)).Values)
            rows.AddRange(await PartRow.ReadAsync(part, Cancellation));
        return rows;
    }

    public static JsonElement Json(IActionResult result) =>
        JsonSerializer.SerializeToElement(Assert.IsType<JsonResult>(result).Value, StoredJson.Compact);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static HttpRequest Request(string body = "", string query = "")
    {
        var request = new DefaultHttpContext().Request;
        request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        request.QueryString = new(query);
        return request;
    }

    private async Task<object?> CallAsync(string name, string? input)
    {
        if (name == nameof(ScoreChunks))
        {
            var range = JsonSerializer.Deserialize<ChunkRange>(input!);
            return await Nothing(ScoreChunks.RunAsync(new InProcessOrchestration(name, "", range, CallAsync, [])));
        }
        return await Disturb(name, async cancellation => name switch
        {
            nameof(ListPhotos) => await Get<ListPhotos>().RunAsync(Read<PhotosToList>(input), cancellation),
            nameof(ScoreChunk) => await Nothing(Get<ScoreChunk>().RunAsync(Read<ChunkToScore>(input), cancellation)),
            nameof(FinishScoring) => await Nothing(Get<FinishScoring>().RunAsync(Read<ScoringToFinish>(input), cancellation)),
            _ => throw new InvalidOperationException($"There is no activity {name}."),
        });
    }

    private static T Read<T>(string? input) => JsonSerializer.Deserialize<T>(input!)!;

    private static async Task<object?> Nothing(Task task)
    {
        await task;
        return null;
    }
}
