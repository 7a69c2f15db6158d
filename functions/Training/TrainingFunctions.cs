using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Training;
using PhotoScore.Functions.Api;
using PhotoScore.Functions.Models;
using PhotoScore.Functions.Problems;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Training;

/// <summary>Trainings over HTTP.</summary>
internal sealed class TrainingFunctions(PhotoStorage storage, ModelCatalog catalog, TrainingStarter starter, TrainingWaker waker)
{
    private const string Route = "api/models/{model}/trainings";
    private const string OneRoute = Route + @"/{version:regex(^v\d+$)}";
    private const int DefaultLimit = 100;

    [Function("StartTraining")]
    public async Task<IActionResult> Start(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Route)] HttpRequest request,
        string model,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var faults = new RequestFaults();
        var name = faults.Model(model);
        var (isJson, json) = await JsonBody.ReadAsync(request, faults, cancellation);
        var body = isJson ? TrainingRequestReader.Read(json, faults) : null;
        var origin = IdempotencyKey.Read(request, json?.ToJsonString() ?? "", fault => faults.Add(IdempotencyKey.Header, fault));
        var training = body is not null && name is not null
            ? await starter.StartAsync(name, body, origin, client, faults, cancellation)
            : null;
        if (training is null)
            return Problem.Invalid("The training can't be started.", faults.ByPath());

        var url = $"/api/models/{training.Model}/trainings/{training.Version}";
        return ApiJson.Accepted(request, url, new StartedTraining(training.Model, training.Version, url));
    }

    [Function("ListTrainings")]
    public async Task<IActionResult> List(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Route)] HttpRequest request,
        string model,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var faults = new Dictionary<string, string[]>();
        if (Paging.TryRead(request, DefaultLimit, faults) is not { } paging)
            return Problem.Invalid("The list can't be read like that.", faults);
        if (!ModelName.TryParse(model, out var name) || !await catalog.ExistsAsync(name, cancellation))
            return Problem.NotFound(await UnknownModel.DescribeAsync(catalog, model, cancellation));

        var (page, next) = paging.Of(await catalog.VersionsAsync(name, cancellation));
        var items = new List<TrainingItem>();
        foreach (var version in page)
        {
            if (await FindAsync(name.Value, version.ToString(), cancellation) is var (training, accepted))
                items.Add(TrainingItem.Of(await ViewAsync(training, accepted, client, cancellation)));
        }
        return ApiJson.Of(new ListPage<TrainingItem>(items, next?.ToString()));
    }

    [Function("GetTraining")]
    public async Task<IActionResult> Get(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = OneRoute)] HttpRequest request,
        string model,
        string version,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        await FindAsync(model, version, cancellation) is var (training, accepted)
            ? ApiJson.Of(await ViewAsync(training, accepted, client, cancellation))
            : Problem.NotFound(await MissingAsync(model, version, cancellation));

    [Function("CancelTraining")]
    public async Task<IActionResult> Cancel(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = OneRoute)] HttpRequest request,
        string model,
        string version,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        if (await FindAsync(model, version, cancellation) is not var (training, accepted))
            return Problem.NotFound(await MissingAsync(model, version, cancellation));
        var before = await ViewAsync(training, accepted, client, cancellation);
        if (before.Status is TrainingState.Completed or TrainingState.Failed || before.Stage == TrainingStage.Completed)
            return Problem.Conflict($"{training.Model} {training.Version} is over: there is nothing to cancel.");

        // The marker is what counts; trainer and orchestration look for it. Waking them only makes it quicker.
        await storage.Models.GetBlobClient(training.Paths().Cancel).UploadAsync(BinaryData.Empty, overwrite: true, cancellation);
        await waker.WakeAsync(client, training.InstanceId, hint: null, cancellation);
        return ApiJson.Of(await ViewAsync(training, accepted, client, cancellation), StatusCodes.Status202Accepted);
    }

    private async Task<(TrainingKey Training, AcceptedTraining Accepted)?> FindAsync(
        string model, string version, CancellationToken cancellation)
    {
        if (!ModelName.TryParse(model, out var name) || !VersionId.TryParse(version, out var id))
            return null;
        var training = new TrainingKey(name, id);
        return await storage.Models.ReadJsonAsync<AcceptedTraining>(training.Paths().Request, cancellation) is { } accepted
            ? (training, accepted.Value)
            : null;
    }

    private async Task<TrainingView> ViewAsync(
        TrainingKey training, AcceptedTraining accepted, DurableTaskClient client, CancellationToken cancellation)
    {
        var instance = await client.GetInstanceAsync(training.InstanceId, getInputsAndOutputs: true, cancellation);
        var status = await storage.Models.ReadJsonAsync<TrainingStatus>(training.Paths().Status, cancellation);
        var cancelled = await storage.Models.GetBlobClient(training.Paths().Cancel).ExistsAsync(cancellation);
        return TrainingView.Of(training, accepted, status?.Value, cancelled, instance);
    }

    private async Task<string> MissingAsync(string model, string version, CancellationToken cancellation) =>
        await UnknownModel.DescribeAsync(catalog, model, version, cancellation);
}

/// <summary>A training that was accepted.</summary>
internal sealed record StartedTraining(ModelName Model, VersionId Version, string StatusUrl);
