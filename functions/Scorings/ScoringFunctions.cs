using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Scorings;
using PhotoScore.Functions.Api;
using PhotoScore.Functions.Models;
using PhotoScore.Functions.Problems;
using PhotoScore.Functions.Storage;
using PhotoScore.Functions.Training;

namespace PhotoScore.Functions.Scorings;

/// <summary>Batch scorings over HTTP.</summary>
internal sealed class ScoringFunctions(PhotoStorage storage, ScoringCatalog catalog, ModelCatalog models, ScoringStarter starter, ScoringViews views, TimeProvider time)
{
    private const string Route = "api/models/{model}/scorings";
    private const string OneRoute = Route + @"/{scoring:regex(^v\d+$)}";
    private const string ParquetType = "application/vnd.apache.parquet";
    private const int DefaultLimit = 100;

    [Function("StartScoring")]
    public async Task<IActionResult> Start(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Route)] HttpRequest request,
        string model,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var faults = new RequestFaults();
        var name = faults.Model(model);
        var (isJson, json) = await JsonBody.ReadAsync(request, faults, cancellation);
        var body = isJson ? ScoringRequestReader.Read(json, faults) : null;
        var origin = IdempotencyKey.Read(request, json?.ToJsonString() ?? "", fault => faults.Add(IdempotencyKey.Header, fault));
        var started = body is not null && name is not null ? await starter.StartAsync(name, body, faults.Any ? null : origin, client, faults, cancellation) : null;
        if (started is not var (key, accepted))
            return Problem.Invalid("The scoring can't be started.", faults.ByPath());

        var url = Url(key);
        return ApiJson.Accepted(request, url, new StartedScoring(key.Model, key.Scoring, accepted.Version, accepted.DatasetVersion, url));
    }

    [Function("ListScorings")]
    public async Task<IActionResult> List(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Route)] HttpRequest request,
        string model,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var faults = new Dictionary<string, string[]>();
        if (Paging.TryRead(request, DefaultLimit, faults) is not { } paging)
            return Problem.Invalid("The list can't be read like that.", faults);
        if (!ModelName.TryParse(model, out var name) || (await models.VersionsAsync(name, cancellation)).Count == 0)
            return Problem.NotFound(await UnknownModel.DescribeAsync(models, model, cancellation));

        var (page, next) = paging.Of(await catalog.ScoringsAsync(name, cancellation));
        var items = new List<ScoringItem>();
        foreach (var scoring in page)
        {
            if (await FindAsync(model, scoring.ToString(), cancellation) is var (key, accepted))
            {
                var view = await views.OfAsync(key, accepted, client, cancellation);
                items.Add(new(scoring, view.Status, view.Version, view.Request, view.AcceptedAt, view.FinishedAt, view.Photos));
            }
        }
        return ApiJson.Of(new ListPage<ScoringItem>(items, next?.ToString()));
    }

    [Function("GetScoring")]
    public async Task<IActionResult> Get(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = OneRoute)] HttpRequest request,
        string model,
        string scoring,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        if (await FindAsync(model, scoring, cancellation) is not var (key, accepted))
            return Missing(model, scoring);
        var view = await views.OfAsync(key, accepted, client, cancellation);
        if (view.Status is ScoringState.Queued or ScoringState.Running)
            request.HttpContext.Response.Headers.RetryAfter = ApiJson.RetryAfterSeconds;
        return ApiJson.Of(view);
    }

    [Function("GetScoringPart")]
    public async Task<IActionResult> GetPart(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = OneRoute + "/parts/{part:int:min(0)}")] HttpRequest request,
        string model,
        string scoring,
        int part,
        CancellationToken cancellation)
    {
        if (await FindAsync(model, scoring, cancellation) is not var (key, _))
            return Missing(model, scoring);
        var blob = storage.Scorings.GetBlobClient(key.Paths().Part(part));
        return await blob.ExistsAsync(cancellation)
            ? new FileStreamResult(await blob.OpenReadAsync(cancellationToken: cancellation), ParquetType) { FileDownloadName = Path.GetFileName(blob.Name) }
            : Problem.NotFound($"Scoring {key.Scoring} of {key.Model} has no part {part}, or not yet: see GET {Url(key)}.");
    }

    [Function("CancelScoring")]
    public async Task<IActionResult> Cancel(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = OneRoute)] HttpRequest request,
        string model,
        string scoring,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        if (await FindAsync(model, scoring, cancellation) is not var (key, accepted))
            return Missing(model, scoring);
        var before = await views.OfAsync(key, accepted, client, cancellation);
        if (before.Status is ScoringState.Completed or ScoringState.Failed)
            return Problem.Conflict($"Scoring {key.Scoring} of {key.Model} has ended: it is {before.Status.ToString().ToLowerInvariant()}.");

        // First the mark, which chunks look for and which keeps a forgotten scoring from being started; then the orchestration.
        await storage.Scorings.TryCreateJsonAsync(key.Paths().Cancelled, new { At = time.GetUtcNow() }, cancellation);
        if (await client.GetInstanceAsync(key.InstanceId, cancellation) is { IsCompleted: false })
            await client.TerminateInstanceAsync(key.InstanceId, new TerminateInstanceOptions("Cancelled by a user.", Recursive: true), cancellation);
        return ApiJson.Accepted(request, Url(key), await views.OfAsync(key, accepted, client, cancellation));
    }

    private async Task<(ScoringKey Key, AcceptedScoring Accepted)?> FindAsync(string model, string scoring, CancellationToken cancellation) =>
        ModelName.TryParse(model, out var name) && VersionId.TryParse(scoring, out var id)
        && await catalog.AcceptedAsync(new(name, id), cancellation) is { } accepted
            ? (new ScoringKey(name, id), accepted)
            : null;

    private static string Url(ScoringKey key) => $"/api/models/{key.Model}/scorings/{key.Scoring}";

    private static ObjectResult Missing(string model, string scoring) =>
        Problem.NotFound($"'{model}' has no scoring '{scoring}': see GET /api/models/{model}/scorings.");
}

/// <summary>A scoring that was accepted.</summary>
internal sealed record StartedScoring(ModelName Model, VersionId Scoring, VersionId Version, VersionId? DatasetVersion, string StatusUrl);
