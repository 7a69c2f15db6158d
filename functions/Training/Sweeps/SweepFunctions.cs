using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Training.Sweeps;
using PhotoScore.Functions.Api;
using PhotoScore.Functions.Problems;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Training.Sweeps;

/// <summary>Sweeps over HTTP.</summary>
internal sealed class SweepFunctions(PhotoStorage storage, SweepCatalog catalog, SweepStarter starter, SweepViews views, TrainingWaker waker)
{
    private const string Route = "api/models/{model}/sweeps";
    private const string OneRoute = Route + @"/{sweep:regex(^v\d+$)}";
    private const int DefaultLimit = 100;

    [Function("StartSweep")]
    public async Task<IActionResult> Start(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Route)] HttpRequest request,
        string model,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var faults = new RequestFaults();
        var name = faults.Model(model);
        var (isJson, json) = await JsonBody.ReadAsync(request, faults, cancellation);
        var body = isJson ? SweepRequestReader.Read(json, faults) : null;
        var origin = IdempotencyKey.Read(request, json?.ToJsonString() ?? "", fault => faults.Add(IdempotencyKey.Header, fault));
        var sweep = body is not null && name is not null ? await starter.StartAsync(name, body, origin, client, faults, cancellation) : null;
        if (sweep is null)
            return Problem.Invalid("The sweep can't be started.", faults.ByPath());

        var url = $"/api/models/{sweep.Model}/sweeps/{sweep.Sweep}";
        return ApiJson.Accepted(request, url, new StartedSweep(sweep.Model, sweep.Sweep, url));
    }

    [Function("ListSweeps")]
    public async Task<IActionResult> List(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Route)] HttpRequest request,
        string model,
        CancellationToken cancellation)
    {
        var faults = new Dictionary<string, string[]>();
        if (Paging.TryRead(request, DefaultLimit, faults) is not { } paging)
            return Problem.Invalid("The list can't be read like that.", faults);
        if (!ModelName.TryParse(model, out var name) || await catalog.SweepsAsync(name, cancellation) is not { Count: > 0 } sweeps)
            return Problem.NotFound($"'{model}' has no sweeps: start one with POST /api/models/{model}/sweeps.");

        var (page, next) = paging.Of(sweeps);
        var items = new List<SweepItem>();
        foreach (var sweep in page)
        {
            var key = new SweepKey(name, sweep);
            var winner = await storage.Models.ReadJsonAsync<SweepWinner>(key.Paths().Winner, cancellation);
            items.Add(new(sweep, (await catalog.AcceptedAsync(key, cancellation))?.AcceptedAt, winner?.Value));
        }
        return ApiJson.Of(new ListPage<SweepItem>(items, next?.ToString()));
    }

    [Function("GetSweep")]
    public async Task<IActionResult> Get(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = OneRoute)] HttpRequest request,
        string model,
        string sweep,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        await FindAsync(model, sweep, cancellation) is var (key, accepted)
            ? ApiJson.Of(await views.OfAsync(key, accepted, client, cancellation))
            : Missing(model, sweep);

    [Function("CancelSweep")]
    public async Task<IActionResult> Cancel(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = OneRoute)] HttpRequest request,
        string model,
        string sweep,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        if (await FindAsync(model, sweep, cancellation) is not var (key, accepted))
            return Missing(model, sweep);
        var before = await views.OfAsync(key, accepted, client, cancellation);
        if (before.Status is TrainingState.Completed or TrainingState.Failed)
            return Problem.Conflict($"Sweep {key.Sweep} of {key.Model} is over: there is nothing to cancel.");

        // The marker is what counts: trainers and orchestrations look for it. Waking them only makes it quicker.
        await storage.Models.GetBlobClient(key.Paths().Cancel).UploadAsync(BinaryData.Empty, overwrite: true, cancellation);
        foreach (var row in before.Trials.Where(row => row.Status is TrialState.Queued or TrialState.Running))
        {
            for (var rung = 0; rung < accepted.Rungs.Count; rung++)
                await waker.WakeAsync(client, SweepInstances.Trial(key.Model, key.Sweep, row.Trial, rung), hint: null, cancellation);
        }
        return ApiJson.Of(await views.OfAsync(key, accepted, client, cancellation), StatusCodes.Status202Accepted);
    }

    private async Task<(SweepKey Key, AcceptedSweep Accepted)?> FindAsync(string model, string sweep, CancellationToken cancellation) =>
        ModelName.TryParse(model, out var name) && VersionId.TryParse(sweep, out var id)
        && await catalog.AcceptedAsync(new(name, id), cancellation) is { } accepted
            ? (new SweepKey(name, id), accepted)
            : null;

    private static ObjectResult Missing(string model, string sweep) =>
        Problem.NotFound($"'{model}' has no sweep '{sweep}': see GET /api/models/{model}/sweeps.");
}

/// <summary>A sweep in a list.</summary>
internal sealed record SweepItem(VersionId Sweep, DateTimeOffset? AcceptedAt, SweepWinner? Winner);

/// <summary>A sweep that was accepted.</summary>
internal sealed record StartedSweep(ModelName Model, VersionId Sweep, string StatusUrl);
