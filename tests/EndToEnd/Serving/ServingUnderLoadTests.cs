using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Azure.Storage.Blobs;
using PhotoScore.Core.Naming;
using PhotoScore.EndToEnd.Processes;
using PhotoScore.Functions.Tests.Predictions;
using PhotoScore.Local.Azurite;
using PhotoScore.Testing;

namespace PhotoScore.EndToEnd.Serving;

/// <summary>What answers is changed, and broken, while a thousand requests and more are answered by the real process: none fails, and none names another version than answered.</summary>
[Collection(nameof(FunctionsProcess))]
public sealed class ServingUnderLoadTests : IAsyncLifetime
{
    private const int Callers = 8;
    private const int LeastRequests = 1_000;
    private const string Api = "/api/models/revealing";

    private static readonly ModelName Model = ModelName.Parse("revealing");
    private static readonly byte[] Grey = Photo.Png(100, 100, 100);

    private readonly ConcurrentQueue<(HttpStatusCode Status, string? Version, double Yes)> _answers = new();

    // Of its own: whether all is well is asked of every model there is.
    private AzuriteServer _azurite = null!;
    private FunctionsProcess _functions = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _azurite = await AzuriteServer.StartAsync();
        _functions = new FunctionsProcess(_azurite.ConnectionString, new Dictionary<string, string>());
        await _functions.StartAsync(Cancellation);
        var models = new BlobServiceClient(_azurite.ConnectionString).GetBlobContainerClient("models");
        for (var version = 1; version <= 4; version++)
            await RevealingModels.PublishAsync(models, Model, version, corrupt: version == 4, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _functions.DisposeAsync();
        await _azurite.DisposeAsync();
    }

    [Fact]
    public async Task Predict_while_versions_are_promoted_split_rolled_back_and_broken_fails_no_request_and_names_who_answered()
    {
        await PromoteAsync(1);
        using var stop = new CancellationTokenSource();
        var callers = Enumerable.Range(0, Callers).Select(_ => Task.Run(() => CallAsync(stop.Token), Cancellation)).ToList();
        await AnsweringAsync("v1");

        for (var round = 0; round < 2; round++)
        {
            await PromoteAsync(2);
            await AnsweringAsync("v2");
            await RollBackAsync();
            await AnsweringAsync("v1");
            await PutAsync("""{ "routes": [ { "version": "v1", "share": 0.5 }, { "version": "v3", "share": 0.5 } ], "shadow": "v2", "reason": "a trial" }""");
            await AnsweringAsync("v1", "v3");
            await PromoteAsync(3);
            await AnsweringAsync("v3");

            // The fourth is cut short: nobody is to notice but who asks whether all is well.
            Assert.Equal(HttpStatusCode.OK, await ReadyAsync());
            await PromoteAsync(4);
            await Until.TrueAsync(async () => await ReadyAsync() != HttpStatusCode.OK);
            await AnsweringAsync("v3");
            await RollBackAsync();
            await Until.TrueAsync(async () => await ReadyAsync() == HttpStatusCode.OK);
            await PromoteAsync(1);
            await AnsweringAsync("v1");
        }
        await Until.TrueAsync(() => _answers.Count >= LeastRequests || callers.Exists(caller => caller.IsCompleted));
        await stop.CancelAsync();
        await Task.WhenAll(callers);

        Assert.True(_answers.Count >= LeastRequests, $"{_answers.Count} answers");
        Assert.All(_answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.All(_answers, answer => Assert.Equal(RevealingModels.Answer(VersionId.Parse(answer.Version!).Number), answer.Yes, 1e-6));
        Assert.DoesNotContain(_answers, answer => answer.Version == "v4");
        TestContext.Current.SendDiagnosticMessage($"{_answers.Count} requests: {string.Join(", ", _answers.CountBy(answer => answer.Version!).OrderBy(pair => pair.Key, StringComparer.Ordinal))}");
    }

    /// <summary>Waits until these versions have answered, and no other has for some requests.</summary>
    private Task AnsweringAsync(params string[] versions) => Until.TrueAsync(
        () => _answers.Skip(Math.Max(0, _answers.Count - 24)).Select(answer => answer.Version).ToHashSet().SetEquals(versions),
        () => $"{string.Join(" and ", versions)} answering:\n{_functions.Log}");

    private async Task CallAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            using var photo = new ByteArrayContent(Grey) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } };
            using var response = await _functions.Http.PostAsync($"{Api}/predict", photo, Cancellation);
            var body = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
            _answers.Enqueue(response.IsSuccessStatusCode
                ? (response.StatusCode, body.GetProperty("version").GetString(), body.GetProperty("predictions")[0].GetProperty("probabilities").GetProperty("yes").GetDouble())
                : (response.StatusCode, null, 0));
        }
    }

    private Task<JsonElement> PromoteAsync(int version) => _functions.PostAsync($"{Api}/v{version}/promote", "", HttpStatusCode.OK, Cancellation);

    private Task<JsonElement> RollBackAsync() => _functions.PostAsync($"{Api}/rollback", """{ "reason": "a test" }""", HttpStatusCode.OK, Cancellation);

    private async Task PutAsync(string routes)
    {
        using var current = await _functions.Http.GetAsync($"{Api}/current", Cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{Api}/current") { Content = new StringContent(routes, Encoding.UTF8, "application/json") };
        request.Headers.IfMatch.Add(current.Headers.ETag!);
        using var response = await _functions.Http.SendAsync(request, Cancellation);
        Assert.True(response.StatusCode == HttpStatusCode.OK, await response.Content.ReadAsStringAsync(Cancellation));
    }

    private async Task<HttpStatusCode> ReadyAsync()
    {
        using var response = await _functions.Http.GetAsync("/v2/health/ready", Cancellation);
        return response.StatusCode;
    }
}
